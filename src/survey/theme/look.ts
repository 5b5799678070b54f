import type { LookSettings } from '../../options/settings.ts'
import { type Colour, isDark, mix, standOut } from './contrast.ts'

/** How the card is dressed. */
export interface Look {
  isDark: boolean
  /** The site's own look as custom properties; undefined where it has none. */
  style: Readonly<Record<string, string>> | undefined
}

/** What a site may dress the card in. */
const looks = ['accent', 'surface', 'text', 'radius', 'font'] as const

const light = { accent: '#2450d3', surface: '#fff', text: '#191b22' }
const dark = { accent: '#9db8ff', surface: '#1f2128', text: '#f1f2f5' }

/** What is wrong is red, in any site's colours. */
const bad: Colour = [179, 38, 30]
const badInDark: Colour = [255, 155, 147]

const css = (colour: Colour) => `rgb(${colour})`

/** Whether the site dresses cards in this place: by options, or by `--howlikely-…` properties of the page. */
export function hasOwnLook(place: Element, settings: LookSettings): boolean {
  const style = getComputedStyle(place)
  return (
    !!settings.dark || looks.some(name => settings[name] || style.getPropertyValue(`--howlikely-${name}`))
  )
}

/**
 * The card's style: the page's `--howlikely-…` properties, else the site's options, else ours. Colours that cannot be
 * told from the surface are corrected, and the quieter ones follow from the three. Where a site says nothing of its
 * own, this is what `survey.css` says.
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
    // Mixed with itself, a colour of any kind is computed to plain sRGB. Firefox before 113 cannot mix.
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
  // A site's surface may be light at night: all else follows what it is, not what the visitor prefers.
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
