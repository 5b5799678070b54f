import type { LookSettings } from '../core/settings.ts'
import { type Colour, isDark, mix, standOut } from './contrast.ts'

const light = { accent: '#2450d3', surface: '#fff', text: '#191b22' }
const dark = { accent: '#9db8ff', surface: '#1f2128', text: '#f1f2f5' }

const css = (colour: Colour) => `rgb(${colour})`

/**
 * The card's style: the page's `--howlikely-…` properties, else the site's options, else ours. Colours that
 * cannot be told from the surface are corrected, and the quieter ones follow from the three.
 * @param root The card's root, in the page.
 */
export function readLook(root: ShadowRoot, look: LookSettings, prefersDark: boolean): Record<string, string> {
  const isNight = look.theme === 'auto' ? prefersDark : look.theme === 'dark'
  const probe = document.createElement('i')
  root.append(probe)
  const style = getComputedStyle(probe)
  probe.style.colorScheme = isNight ? 'dark' : 'light'

  const given = (name: 'accent' | 'surface' | 'text' | 'radius' | 'font') => [
    style.getPropertyValue(`--howlikely-${name}`),
    look[name],
  ]
  const parse = (text: string | null): Colour | undefined => {
    const { style: tried } = probe
    tried.color = ''
    tried.color = text ?? ''
    // Mixed with itself, a colour of any kind is computed to plain sRGB. Firefox before 113 cannot mix.
    tried.color = `color-mix(in srgb, ${text}, ${text})`
    if (!tried.color) return
    const most = style.color.includes('srgb') ? 1 : 255
    const [red = 0, green = 0, blue = 0] = (style.color.match(/[\d.]+(e-\d+)?/g) ?? []).map(
      channel => Math.min(+channel / most, 1) * 255,
    )
    return [red, green, blue]
  }
  const find = (name: 'accent' | 'surface' | 'text') =>
    [...given(name), (isNight ? dark : light)[name]].map(parse).find(Boolean) ?? ([0, 0, 0] as const)

  const surface = find('surface')
  const text = standOut(find('text'), surface, 7)
  const accent = standOut(find('accent'), surface, 4.5)
  const [radius, font] = [given('radius').find(Boolean) ?? '16px', given('font').find(Boolean)]
  probe.remove()

  return {
    '--surface': css(surface),
    '--text': css(text),
    '--accent': css(accent),
    '--muted': css(standOut(mix(text, surface, 0.4), surface, 4.6)),
    '--edge': css(standOut(mix(text, surface, 0.6), surface, 3)),
    '--line': css(mix(text, surface, 0.86)),
    '--soft': css(mix(surface, text, 0.07)),
    '--radius': radius,
    '--small': `min(10px, ${radius})`,
    '--font': font ?? 'system-ui, sans-serif',
    'color-scheme': isDark(surface) ? 'dark' : 'light',
  }
}
