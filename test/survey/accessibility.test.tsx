import { within } from '@testing-library/preact'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { sv } from '../../src/i18n/sv.ts'
import type { Wish } from './a-request.ts'
import { addToPage, button, choose, openCard, reasonBox, resize, send, settled } from './open-card.ts'

const privacy = { url: '/privacy', note: 'We keep answers for a year.' }
const choices = [
  { id: 'price', text: 'The price' },
  { id: 'speed', text: 'The speed' },
]

interface State {
  state: string
  wish?: Wish
  reach?: () => Promise<void>
}

const states: State[] = [
  { state: 'asked', wish: { request: { identified: true } } },
  { state: 'with a reason', reach: () => choose(9) },
  {
    state: 'with every question',
    wish: {
      settings: { privacy },
      survey: { extra: { id: 'why', type: 'multiple', text: 'Why us?', choices } },
    },
    async reach() {
      await choose(2)
      await page.getByRole('checkbox', { name: 'You may contact me about my answer' }).click()
      await send()
      await expect.element(page.getByRole('alert')).toBeVisible()
    },
  },
  {
    state: 'with a scale of ease, in Swedish',
    wish: {
      request: { words: sv, locale: 'sv' },
      survey: { extra: { id: 'ease', type: 'ease', text: 'Hur lätt var det?', choices: [] } },
    },
    reach: () => choose(7),
  },
  {
    state: 'too long to send',
    async reach() {
      await choose(8)
      await reasonBox().fill('x '.repeat(2501))
      await expect.element(page.getByRole('alert')).toBeVisible()
    },
  },
  {
    state: 'not sent',
    wish: { send: async () => 'lost' },
    async reach() {
      await choose(8)
      await send()
      await expect.element(page.getByRole('alert')).toBeVisible()
    },
  },
  {
    state: 'thanking',
    wish: {
      survey: { thanks: { promoter: { link: { url: 'https://reviews.example/', text: 'Write a review' } } } },
    },
    async reach() {
      await choose(10)
      await send()
      await expect.element(page.getByRole('heading')).toBeVisible()
    },
  },
]

const sizes = [
  { width: 1280, height: 800 },
  { width: 320, height: 568 },
]
const themes = ['light', 'dark'] as const

/** The boxes of the numbers, row by row. */
function rowsOf(root: ShadowRoot): DOMRect[][] {
  const radios = within(root.querySelector('section') as HTMLElement).getAllByRole('radio')
  const boxes = radios.map(radio => radio.getBoundingClientRect())
  const tops = [...new Set(boxes.map(({ top }) => Math.round(top)))]
  return tops.map(top => boxes.filter(box => Math.round(box.top) === top))
}

/** axe's findings in the card, both violations and cases that it cannot decide, in words. */
async function findings(host: HTMLElement): Promise<string[]> {
  const { violations, incomplete } = await axe.run(host, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })
  return [...violations, ...incomplete].map(
    ({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`,
  )
}

describe.each(sizes)('at $width × $height', ({ width, height }) => {
  describe.each(themes)('in %s', theme => {
    test.each(states)('axe finds nothing in a card that is $state', async ({ wish = {}, reach }) => {
      await resize(width, height)
      const { host, root } = openCard({ ...wish, survey: { ...wish.survey, theme } })

      await reach?.()
      await settled(root)

      expect(await findings(host)).toEqual([])
    })
  })
})

test('axe does find a card whose words are too faint', async () => {
  const { host, root } = openCard()
  const legend = root.querySelector('legend')
  if (legend) legend.style.color = '#ddd'
  await settled(root)

  expect(await findings(host)).toMatchObject([expect.stringMatching(/^color-contrast/)])
})

describe('on a small screen', () => {
  test.each([
    ['320 × 568', 320, 568],
    ['320 × 256, as at 400 % zoom', 320, 256],
    ['640 × 400, as at 200 % zoom', 640, 400],
    ['1280 × 800', 1280, 800],
  ])('every target is big enough, and nothing is cut off at the side: %s', async (_case, width, height) => {
    await resize(width, height)
    const extra = { id: 'ease', type: 'ease', text: 'How easy was it?', choices: [] } as const
    const { host, root } = openCard({ settings: { privacy }, survey: { extra } })
    await choose(2)
    await settled(root)

    const targets = [...root.querySelectorAll('input,button,a,textarea')]
    expect(targets.length).toBeGreaterThan(22)
    for (const target of targets) {
      const box = (target.closest('label') ?? target).getBoundingClientRect()
      expect(box.height).toBeGreaterThanOrEqual(44)
      expect(box.width).toBeGreaterThanOrEqual(24)
      expect(box.left).toBeGreaterThanOrEqual(0)
      expect(box.right).toBeLessThanOrEqual(width)
    }
    const card = host.getBoundingClientRect()
    expect(card.top).toBeGreaterThanOrEqual(0)
    expect(card.bottom).toBeLessThanOrEqual(height)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
  })

  test.each([
    ['1280 pixels: one row of eleven', 1280, [11]],
    ['360 pixels, as most phones have: one row too', 360, [11]],
    ['359 pixels: six and five', 359, [6, 5]],
    ['320 pixels: six and five', 320, [6, 5]],
  ])('the scale is laid out by the width of the card; at %s', async (_case, width, expected) => {
    await resize(width, 800)
    const { root } = openCard()

    const rows = rowsOf(root)

    expect(rows.map(({ length }) => length)).toEqual(expected)
    for (const { width, height } of rows.flat()) {
      expect(height).toBeGreaterThanOrEqual(44)
      expect(width).toBeGreaterThanOrEqual(27.9)
    }
  })

  test.each([
    [360, [11]],
    [359, [6, 5]],
  ])('an inline card of %d pixels has its rows by its own width', async (width, expected) => {
    await resize(1280, 800)
    const place = addToPage('div')
    place.style.width = `${width}px`
    const { root } = openCard({ request: { inline: place } })

    expect(rowsOf(root).map(({ length }) => length)).toEqual(expected)
  })

  test.each([
    ['en', 'left', 'right'],
    ['ar', 'right', 'left'],
  ] as const)(
    'two rows are as wide as one another, and what 0 and 10 mean is said at 0 and at 10: %s',
    async (locale, start, end) => {
      await resize(320, 568)
      const { root } = openCard({ request: { locale } })
      const card = within(root.querySelector('section') as HTMLElement)
      const edges = (text: string) => card.getByText(text).getBoundingClientRect()

      const [first, second] = rowsOf(root).map(row => [row[0]?.[start], row.at(-1)?.[end]])

      expect(second).toEqual(first?.map(edge => expect.closeTo(edge ?? 0, 0)))
      expect(edges('Not at all likely').bottom).toBeLessThan(edges('0').top)
      expect(edges('Not at all likely')[start]).toBeCloseTo(edges('0')[start], 0)
      expect(edges('Extremely likely').top).toBeGreaterThan(edges('10').bottom)
      expect(edges('Extremely likely')[end]).toBeCloseTo(edges('10')[end], 0)
    },
  )

  test.each([320, 1280])(
    'Close cuts neither the ring around the question nor what is scrolled, at %d pixels',
    async width => {
      await resize(width, 400)
      const { root } = openCard({ request: { takeFocus: true } })
      await settled(root)
      const close = button('Close').element().getBoundingClientRect()
      const question = root.activeElement
      const style = question && getComputedStyle(question)
      const ring = Number.parseFloat(`${style?.outlineWidth}`) + Number.parseFloat(`${style?.outlineOffset}`)
      expect((question?.getBoundingClientRect().right ?? 0) + ring).toBeLessThanOrEqual(close.left)

      await choose(9)
      const scroller = root.querySelector('.body')
      const bar = () => scroller && getComputedStyle(scroller, '::before')
      scroller?.scrollTo(0, 0)
      await expect.poll(() => bar()?.backgroundColor).toBe('rgba(0, 0, 0, 0)')

      scroller?.scrollTo(0, 90)

      // From side to side, and as low as Close.
      await expect.poll(() => bar()?.backgroundColor).toBe('rgb(255, 255, 255)')
      expect(Number.parseFloat(`${bar()?.width}`)).toBeCloseTo(scroller?.clientWidth ?? 0, 0)
      const { top, bottom } = button('Close').element().getBoundingClientRect()
      expect(Number.parseFloat(`${bar()?.height}`)).toBeGreaterThanOrEqual(
        bottom - Math.min(top, scroller?.getBoundingClientRect().top ?? 0),
      )
    },
  )

  test('Close stays above what is scrolled under it', async () => {
    await resize(320, 400)
    const { root } = openCard()
    await choose(9)
    await settled(root)
    const close = button('Close').element()
    const last = root.querySelector('.cells label:nth-child(6)') as Element
    const top = (element: Element) => element.getBoundingClientRect().top

    // Scroll the 5 to where Close is. A scroll bar that takes room leaves only a part of it there.
    root.querySelector('.body')?.scrollBy(0, top(last) - top(close))

    const [above, below] = [close.getBoundingClientRect(), last.getBoundingClientRect()]
    const [left, right] = [Math.max(above.left, below.left), Math.min(above.right, below.right)]
    expect(right - left).toBeGreaterThan(10)
    expect(Math.abs(above.top - below.top)).toBeLessThan(1)
    expect(root.elementFromPoint((left + right) / 2, above.top + 22)?.closest('button')).toBe(close)
  })

  test('what does not fit is reached by scrolling in the card', async () => {
    await resize(320, 256)
    const { root } = openCard()
    await choose(9)
    await settled(root)

    await send()

    await expect.element(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible()
  })
})
