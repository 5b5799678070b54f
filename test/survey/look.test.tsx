import { within } from '@testing-library/preact'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { LookSettings } from '../../src/options/settings.ts'
import { type Colour, contrast } from '../../src/survey/theme/contrast.ts'
import { addToPage, choose, openCard, resize, settled } from './open-card.ts'

const channels = (text: string) => (text.match(/\d+/g) ?? []).map(Number) as unknown as Colour
const card = (root: ShadowRoot) => root.querySelector('section') as HTMLElement
const style = (root: ShadowRoot) => {
  const { backgroundColor, color, colorScheme, borderTopLeftRadius, fontFamily, fontSize } = getComputedStyle(
    card(root),
  )
  return { backgroundColor, color, colorScheme, borderTopLeftRadius, fontFamily, fontSize }
}
/** Whole pixels: Gecko counts in sixtieths. */
const box = (host: HTMLElement) => {
  const { left, right, top, bottom, width, height } = host.getBoundingClientRect()
  const whole = { left, right, top, bottom, width, height }
  for (const side of Object.keys(whole) as (keyof typeof whole)[]) whole[side] = Math.round(whole[side])
  return whole
}

function setOnPage(name: string, value: string): void {
  document.documentElement.style.setProperty(name, value)
  onTestFinished(() => {
    document.documentElement.style.removeProperty(name)
  })
}

/** Puts something in the browser's place for one test. */
function stub(name: string, value: unknown): void {
  vi.stubGlobal(name, value)
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
}

/** A visitor with this preference; browsers under test cannot be set to it. */
function prefers(scheme: 'light' | 'dark'): { change(): void } {
  const query = Object.assign(new EventTarget(), { matches: scheme === 'dark' })
  stub('matchMedia', () => query)
  return {
    change() {
      query.matches = !query.matches
      query.dispatchEvent(new Event('change'))
    },
  }
}

describe('colours', () => {
  const white = 'rgb(255, 255, 255)'
  const night = 'rgb(31, 33, 40)'

  test.each([
    ['auto', 'light', white],
    ['auto', 'dark', night],
    ['light', 'dark', white],
    ['dark', 'light', night],
  ] as const)('theme %s for a visitor who prefers %s', (theme, scheme, surface) => {
    prefers(scheme)

    const { root } = openCard({ survey: { theme } })

    expect(style(root).backgroundColor).toBe(surface)
    expect(style(root).colorScheme).toBe(surface === night ? 'dark' : 'light')
  })

  test.each(['light', 'dark'] as const)(
    'are the same in %s whether the style sheet says them, or they are worked out from what the site says',
    async theme => {
      const colours = async (look: Partial<LookSettings>) => {
        const { root, handle } = openCard({ survey: { theme, ...look } })
        await choose(9)
        await settled(root)
        const faces = [...root.querySelectorAll('section,legend,.quiet,textarea,.cells span,.send,.close')]
        const found = faces.map(face => {
          const { color, backgroundColor, borderColor, outlineColor, borderRadius, fontFamily, colorScheme } =
            getComputedStyle(face)
          return { color, backgroundColor, borderColor, outlineColor, borderRadius, fontFamily, colorScheme }
        })
        handle.remove()
        return found
      }

      expect(await colours({})).toEqual(await colours({ radius: '16px' }))
    },
  )

  test('change with what the visitor prefers, while the card is open', async () => {
    const visitor = prefers('light')
    const { root } = openCard({ survey: { theme: 'auto' } })

    visitor.change()

    await expect.poll(() => style(root)).toMatchObject({ backgroundColor: night, colorScheme: 'dark' })
  })

  test.each([
    ['#0a3d2c', 'rgb(10, 61, 44)'],
    ['hsl(160 72% 14%)', 'rgb(10, 61, 44)'],
    ['oklch(0.32 0.06 165)', 'rgb(9, 58, 41)'],
  ])('may be given in any notation: %s', (surface, expected) => {
    const { root } = openCard({ survey: { surface } })

    const found = channels(style(root).backgroundColor)
    channels(expected).forEach((value, index) => {
      expect(Math.abs((found[index] ?? 0) - value)).toBeLessThanOrEqual(2)
    })
  })

  test("come from the page's properties before the options, and from ours if neither sets a colour", () => {
    const survey = { surface: '#ffeedd' }
    expect(style(openCard({ survey }).root).backgroundColor).toBe('rgb(255, 238, 221)')

    setOnPage('--howlikely-surface', '#ddeeff')
    expect(style(openCard({ survey }).root).backgroundColor).toBe('rgb(221, 238, 255)')

    setOnPage('--howlikely-surface', 'no colour')
    expect(style(openCard({ survey }).root).backgroundColor).toBe('rgb(255, 238, 221)')
    expect(style(openCard({ survey: { surface: 'nor this' } }).root).backgroundColor).toBe(white)
  })

  test.each([
    ['a light surface at night', { surface: '#fffaf0', theme: 'dark' }, 'light'],
    ['a dark surface by day', { surface: '#101418', theme: 'light' }, 'dark'],
    ['a dark surface at night', { surface: '#101418', theme: 'dark' }, 'dark'],
    ['a light surface by day', { surface: '#fffaf0', theme: 'light' }, 'light'],
  ] as const)('follow the surface that the site gives: %s', async (_case, look, scheme) => {
    const expected =
      scheme === 'dark'
        ? ['rgb(241, 242, 245)', 'rgb(157, 184, 255)']
        : ['rgb(25, 27, 34)', 'rgb(36, 80, 211)']

    const { root } = openCard({ survey: look })
    await choose(9)
    await settled(root)

    const chosen = within(card(root)).getByText('9')
    expect(style(root).colorScheme).toBe(scheme)
    expect([style(root).color, getComputedStyle(chosen).backgroundColor]).toEqual(expected)
    for (const quiet of within(card(root)).getAllByText(/^(Extremely likely|Don't ask again)$/))
      expect(
        contrast(channels(getComputedStyle(quiet).color), channels(style(root).backgroundColor)),
      ).toBeGreaterThanOrEqual(4.5)
  })

  const both = {
    accent: '#8a1c3a',
    surface: '#fff6f0',
    text: '#2b1015',
    dark: { accent: '#ffb3c4', surface: '#240f14', text: '#ffe9ee' },
  }
  const withoutSurface = { accent: '#ffb3c4', text: '#ffe9ee' }
  test.each([
    ['light', both, ['rgb(255, 246, 240)', 'rgb(43, 16, 21)', 'rgb(138, 28, 58)']],
    ['dark', both, ['rgb(36, 15, 20)', 'rgb(255, 233, 238)', 'rgb(255, 179, 196)']],
    ['light', { dark: both.dark }, ['rgb(255, 255, 255)', 'rgb(25, 27, 34)', 'rgb(36, 80, 211)']],
    ['dark', { dark: withoutSurface }, [night, 'rgb(255, 233, 238)', 'rgb(255, 179, 196)']],
    // The card stays light, so colours for a dark one are not used.
    [
      'dark',
      { ...both, dark: withoutSurface },
      ['rgb(255, 246, 240)', 'rgb(43, 16, 21)', 'rgb(138, 28, 58)'],
    ],
  ] as const)('may be given for each scheme: %s, %j', async (theme, look, expected) => {
    const { root } = openCard({ survey: { theme, ...look } })
    await choose(9)
    await settled(root)

    const chosen = getComputedStyle(within(card(root)).getByText('9'))
    expect([style(root).backgroundColor, style(root).color, chosen.backgroundColor]).toEqual(expected)
  })

  test('given for each scheme change with what the visitor prefers', async () => {
    const visitor = prefers('light')
    const { root } = openCard({ survey: { theme: 'auto', ...both } })
    expect(style(root).backgroundColor).toBe('rgb(255, 246, 240)')

    visitor.change()

    await expect.poll(() => style(root).backgroundColor).toBe('rgb(36, 15, 20)')
  })

  test.each([
    ['a yellow accent on white', { accent: '#ffcc00' }],
    ['a navy accent in the dark', { accent: '#101840', theme: 'dark' }],
    ['dark words on a dark surface', { surface: '#222', text: '#333' }],
    ['a surface in the middle', { surface: '#777' }],
  ] as const)('that are too faint are corrected: %s', async (_case, look) => {
    const { root } = openCard({ survey: look })
    await choose(9)
    await settled(root)
    const chosen = getComputedStyle(root.querySelector('input:checked + span') as HTMLElement)
    const surface = channels(style(root).backgroundColor)

    expect(contrast(channels(style(root).color), surface)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(channels(chosen.backgroundColor), surface)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(channels(chosen.color), channels(chosen.backgroundColor))).toBeGreaterThanOrEqual(4.5)
  })

  test('that are good stay as the site wants them', async () => {
    const { root } = openCard({ survey: { accent: '#aa0044', text: '#201018' } })
    await choose(9)
    await settled(root)

    expect(getComputedStyle(root.querySelector('input:checked + span') as HTMLElement).backgroundColor).toBe(
      'rgb(170, 0, 68)',
    )
    expect(style(root).color).toBe('rgb(32, 16, 24)')
  })

  test('of the chosen score differ from all others', async () => {
    const { root } = openCard()
    await choose(9)
    await settled(root)

    const faces = [...root.querySelectorAll('.cells span')].map(
      face => getComputedStyle(face).backgroundColor,
    )

    expect(faces.filter(colour => colour === faces[9])).toHaveLength(1)
    expect(new Set(faces).size).toBe(2)
  })
})

describe('corners and letters', () => {
  test("are the page's, else the site's, else ours", () => {
    expect(style(openCard().root).borderTopLeftRadius).toBe('16px')
    expect(style(openCard({ survey: { radius: '2px', font: 'Georgia, serif' } }).root)).toMatchObject({
      borderTopLeftRadius: '2px',
      fontFamily: 'Georgia, serif',
    })

    setOnPage('--howlikely-radius', '4px')
    setOnPage('--howlikely-font', 'monospace')
    expect(style(openCard({ survey: { radius: '2px', font: 'Georgia, serif' } }).root)).toMatchObject({
      borderTopLeftRadius: '4px',
      fontFamily: 'monospace',
    })
  })

  test('are as large on a page whose root font size is 62.5 %, and fields no smaller than 16 pixels', async () => {
    const size = document.documentElement.style
    size.fontSize = '62.5%'
    onTestFinished(() => {
      size.fontSize = ''
    })

    const { root } = openCard()
    await choose(9)

    expect(style(root).fontSize).toBe('16px')
    expect(getComputedStyle(root.querySelector('textarea') as HTMLElement).fontSize).toBe('16px')
  })
})

describe('the place on a wide screen', () => {
  const at = async (look: Partial<LookSettings>, locale = 'en') => {
    await resize(1280, 800)
    const { host, root } = openCard({ survey: look, request: { locale } })
    await settled(root)
    const { left, right, top, bottom } = box(host)
    return { left, right: 1280 - right, top, bottom: 800 - bottom }
  }

  test.each([
    ['bottom-end', 'en', 832, 16],
    ['bottom-end', 'ar', 16, 832],
    ['bottom-start', 'en', 16, 832],
    ['bottom-start', 'ar', 832, 16],
    ['bar', 'en', 16, 16],
    ['center', 'en', 424, 424],
  ] as const)('%s in %s', async (placement, locale, left, right) => {
    const place = await at({ placement }, locale)

    expect(place).toMatchObject({ left, right })
    if (placement === 'center') expect(Math.abs(place.top - place.bottom)).toBeLessThanOrEqual(1)
    else expect(place.bottom).toBe(16)
  })

  test('keeps the offset that the site asks for', async () => {
    expect(await at({ offset: 40 })).toMatchObject({ right: 40, bottom: 40 })
  })
})

describe('the sheet on a phone', () => {
  test.each([
    ['stands on the bottom edge', 16, 0],
    ["is lifted clear of the page's own bar", 72, 56],
  ])('%s', async (_case, offset, bottom) => {
    await resize(320, 568)
    const { host, root } = openCard({ survey: { offset } })
    await settled(root)

    expect(box(host)).toMatchObject({ left: 0, right: 320, bottom: 568 - bottom })
  })

  test('is lifted clear of the keyboard on the screen, and comes down with it', async () => {
    await resize(320, 568)
    const viewport = Object.assign(new EventTarget(), { height: 568, offsetTop: 0, scale: 1 })
    stub('visualViewport', viewport)
    const { host, root } = openCard()
    await settled(root)

    viewport.height = 300
    viewport.dispatchEvent(new Event('resize'))
    expect(box(host).bottom).toBe(300)
    expect(box(host).top).toBeGreaterThanOrEqual(0)

    viewport.height = 568
    viewport.dispatchEvent(new Event('resize'))
    expect(box(host).bottom).toBe(568)
  })

  test('stays where it is when fingers zoom in', async () => {
    await resize(320, 568)
    const viewport = Object.assign(new EventTarget(), { height: 568, offsetTop: 0, scale: 1 })
    stub('visualViewport', viewport)
    const { host, root } = openCard()
    await settled(root)

    Object.assign(viewport, { height: 284, scale: 2 })
    viewport.dispatchEvent(new Event('resize'))

    expect(box(host).bottom).toBe(568)
  })
})

describe('on a page with rules of its own', () => {
  test.each([
    ['resets', '* { all: unset !important } html { overflow: hidden !important }'],
    ['hides', 'how-likely-panel, button { display: none !important; visibility: hidden !important }'],
    [
      'moves',
      'how-likely-panel { position: static !important; margin: 99px !important; inset: 0 !important }',
    ],
    [
      'colours',
      ':root { color: red; font: italic 40px/3 serif; letter-spacing: 1em; text-transform: uppercase }',
    ],
    ['darkens behind', '::backdrop { background: #000c !important }'],
    ['transforms and clips', 'body { transform: scale(0.5); overflow: hidden; height: 10px }'],
    [
      'covers',
      'body::after { content: ""; position: fixed; inset: 0; z-index: 2147483647; background: teal }',
    ],
    [
      'uses our inner names',
      ':root { --radius: 99px; --text: red; --surface: red; --offset: 99px; --bottom: 99px; --keyboard: 99px }',
    ],
  ])('that %s everything, the card stands as it does elsewhere', async (_case, rules) => {
    await resize(1280, 800)
    const measure = async () => {
      const { host, root, handle } = openCard()
      await settled(root)
      const { left, top, width, height } = box(host)
      const { color, fontStyle, fontSize, letterSpacing, textTransform, borderTopLeftRadius } =
        getComputedStyle(card(root))
      const middle = document.elementFromPoint(left + width / 2, top + height / 2)
      handle.remove()
      return {
        box: [left, top, width, height],
        style: [color, fontStyle, fontSize, letterSpacing, textTransform, borderTopLeftRadius],
        isOnTop: middle === host,
      }
    }
    const elsewhere = await measure()
    expect(elsewhere.isOnTop).toBe(true)

    addToPage('style', { textContent: rules })

    expect(await measure()).toEqual(elsewhere)
  })

  test('is not printed', () => {
    const { root } = openCard()
    const rules = [...(root.adoptedStyleSheets[0]?.cssRules ?? [])]

    const print = rules.find(rule => rule instanceof CSSMediaRule && rule.conditionText === 'print')

    expect(print?.cssText).toMatch(/:host, :host\(\[placement\]\)\s*{\s*display: none !important/)
  })
})
