import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { page } from 'vitest/browser'
import { directionOf } from '../../src/i18n/direction.ts'
import { en } from '../../src/i18n/en.ts'
import type { LocaleWords } from '../../src/i18n/locale-words.ts'
import type { Wish } from '../survey/a-request.ts'
import { cutOff, overlapping, spaceOut, still } from '../survey/fit.ts'
import { button, choose, type OpenCard, openCard } from '../survey/open-card.ts'

const modules = import.meta.glob<Record<string, LocaleWords>>('../../src/i18n/[a-z][a-z]{,-[A-Z][A-Z]}.ts', {
  eager: true,
})
const languages = Object.entries(modules).map(([path, module]) => {
  const tag = path.replace(/^.*\/|\.ts$/g, '')
  return [tag, Object.values(module)[0] ?? en] as const
})

/** Everything that a card can say at once: an extra question, leave to be contacted, an error, a note. */
const everything = (words: LocaleWords): Wish => ({
  settings: { company: null, privacy: { url: '/privacy', note: words.thanksText } },
  survey: {
    contact: 'everyone',
    extra: { id: 'ease', type: 'ease', text: words.reason, choices: [] },
  },
})

beforeAll(() => page.viewport(320, 568))
afterAll(() => page.viewport(414, 896))

test('every language has a card here', () => {
  expect(languages).toHaveLength(15)
})

/** As it is, and with as much room between letters, words and lines as a reader may want. */
function expectToFit(card: OpenCard) {
  const expectHere = (spacing: string) => {
    const found = { spacing, cutOff: cutOff(card), overlapping: overlapping(card) }
    expect(found).toEqual({ spacing, cutOff: [], overlapping: [] })
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  }
  expectHere('as it is')
  onTestFinished(spaceOut(card))
  expectHere('spaced out')
}

describe.each(languages)('at 320 pixels, with and without more space in the text, in %s', (locale, words) => {
  const open = (wish: Wish = {}) => still(openCard({ ...wish, request: { words, locale } }))

  test.each([
    ['about the whole', { kind: 'relationship', triggers: ['visit'] }, 'question'],
    ['about a purchase', {}, 'questionAfterPurchase'],
    ['about a contact', { triggers: ['support'] }, 'questionAfterContact'],
  ] as const)('the question %s fits', async (_case, survey, key) => {
    const card = open({ survey: { ...survey }, settings: { company: null } })

    const question = words[key].replace('{product}', words.us)
    await expect.element(page.getByRole('dialog', { name: question, exact: true })).toBeVisible()
    expectToFit(card)
  })

  test('everything that a card can show fits', async () => {
    const card = open(everything(words))
    await choose(2)
    await page.getByRole('checkbox', { name: words.contact, exact: true }).click()
    await button(words.send).click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(words.emailWrong)

    expectToFit(card)
  })

  test('what could not be sent, and a text that is too long, fit', async () => {
    const card = open({ send: async () => 'lost' })
    await choose(8)
    await button(words.send).click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(words.lost)
    await page.getByRole('textbox', { name: words.reasonPassive || words.reason }).fill('x '.repeat(2501))

    expectToFit(card)
  })

  test('the thanks fit, and the card is written as the language is', async () => {
    const card = open()
    await choose(10)
    await button(words.send).click()
    await expect.element(page.getByRole('heading', { name: words.thanks, exact: true })).toBeVisible()

    expectToFit(card)
    const dialog = card.root.querySelector('[role=dialog]')
    expect([dialog?.getAttribute('lang'), dialog?.getAttribute('dir')]).toEqual([locale, directionOf(locale)])
  })
})

test('a word that is too long for the card would be found', async () => {
  const words = { ...en, closingSendsScore: 'Donaudampfschiff'.repeat(20) }
  const card = still(openCard({ request: { words, locale: 'en' } }))
  card.root.querySelector<HTMLElement>('.body')?.style.setProperty('overflow-wrap', 'normal')
  await choose(5)

  expect(cutOff(card)).not.toEqual([])
})

test('texts that are cut off in height, or overlap, would be found', async () => {
  const card = still(openCard())
  await choose(5)
  await expect.element(button('Send')).toBeVisible()
  const legend = card.root.querySelector<HTMLElement>('legend')
  const hint = card.root.querySelector<HTMLElement>('.actions')
  expect([cutOff(card), overlapping(card)]).toEqual([[], []])

  legend?.style.setProperty('height', '20px')
  hint?.style.setProperty('translate', '0 -100px')

  expect([cutOff(card).length, overlapping(card).length]).toEqual([1, expect.any(Number)])
  expect(overlapping(card).join()).toContain('If you close now, only your score is sent.')
})

test.each([
  ['ar', 'the right', true],
  ['en', 'the left', false],
] as const)('in %s the scale begins on %s', async (tag, _side, isMirrored) => {
  const words = languages.find(([locale]) => locale === tag)?.[1] ?? null
  const { root } = still(openCard({ request: { words, locale: tag } }))

  const [zero, one] = [...root.querySelectorAll('.cells label')].map(
    label => label.getBoundingClientRect().left,
  )
  expect((zero ?? 0) > (one ?? 0)).toBe(isMirrored)
})
