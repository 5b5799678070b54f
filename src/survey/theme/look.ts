import type { LookSettings } from '../../options/settings.ts'
import { type Colour, isDark, mix, standOut } from './contrast.ts'

/** The card's colours and style. */
export interface Look {
  isDark: boolean
  /** The site's own look as custom properties; undefined if it has none. */
  style: Readonly<Record<string, string>> | undefined
}

/** The names that a site can set. */
const looks = ['accent', 'surface', 'text', 'radius', 'font'] as const

const light = { accent: '#2450d3', surface: '#fff', text: '#191b22' }
const dark = { accent: '#9db8ff', surface: '#1f2128', text: '#f1f2f5' }

/** Errors are red, whatever the site's colours. */
const bad: Colour = [179, 38, 30]
const badInDark: Colour = [255, 155, 147]

const css = (colour: Colour) => `rgb(${colour})`

/** Whether the site styles cards in this place: by options, or by `--howlikely-…` properties of the page. */
export function hasOwnLook(place: Element, settings: LookSettings): boolean {
  const style = getComputedStyle(place)
  return (
    !!settings.dark || looks.some(name => settings[name] || style.getPropertyValue(`--howlikely-${name}`))
  )
}

/**
 * The card's style: the page's `--howlikely-…` properties, else the site's options, else ours. Colours that are too close
 * to the surface are corrected, and the quieter ones are derived from accent, surface and text. If a site sets nothing,
 * this equals what `survey.css` says.
 *
 * @param root the card's root, in the page
 */
export function readLook(root: ShadowRoot, settings: LookSettings, isNight: boolean): Record<string, string> {
  const probe = root.appendChild(document.createElement('i'))
  const tried = probe.style
  const computed = getComputedStyle(probe)
  tried.colorScheme = isNight ? 'dark' : 'light'

  const ownProperty = (name: string) => computed.getPropertyValue(`--howlikely-${name}`)
  const firstOf = (name: 'radius' | 'font', last: string) => ownProperty(name) || settings[name] || last
  const parse = (text: string | null): Colour | undefined => {
    tried.color = ''
    tried.color = text ?? ''
    // `color-mix` of a colour with itself computes any kind of colour to plain sRGB. Firefox before 113 lacks it.
    tried.color = `color-mix(in srgb, ${text}, ${text})`
    if (!tried.color) return
    const most = computed.color.includes('srgb') ? 1 : 255
    const [red = 0, green = 0, blue = 0] = (computed.color.match(/[\d.]+(e-\d+)?/g) ?? []).map(
      channel => Math.min(+channel / most, 1) * 255,
    )
    return [red, green, blue]
  }
  const colour = (name: keyof typeof light, isInDark: boolean) =>
    [
      ownProperty(name),
      isInDark ? (settings.dark?.[name] ?? null) : null,
      settings[name],
      (isInDark ? dark : light)[name],
    ]
      .map(parse)
      .find(Boolean) ?? []

  const surface = colour('surface', isNight)
  // A site's surface may be light at night: everything else follows the surface, not the visitor's preference.
  const isDarkCard = isDark(surface)
  const text = standOut(colour('text', isDarkCard), surface, 7)
  const accent = standOut(colour('accent', isDarkCard), surface, 4.5)
  const radius = firstOf('radius', '16px')
  const style = {
    '--surface': css(surface),
    '--text': css(text),
    '--accent': css(accent),
    '--muted': css(standOut(mix(text, surface, 0.4), surface, 4.6)),
    '--edge': css(standOut(mix(text, surface, 0.6), surface, 3)),
    '--line': css(mix(text, surface, 0.86)),
    '--soft': css(mix(surface, text, 0.07)),
    '--tint': css(mix(surface, accent, 0.12)),
    '--bad': css(standOut(isDarkCard ? badInDark : bad, surface, 4.5)),
    '--radius': radius,
    '--small': `min(8px, ${radius})`,
    '--font': firstOf('font', 'system-ui, sans-serif'),
    colorScheme: isDarkCard ? 'dark' : 'light',
  }
  probe.remove()
  return style
}
