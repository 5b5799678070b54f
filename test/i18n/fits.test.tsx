import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { directionOf } from '../../src/i18n/direction.ts'
import { en } from '../../src/i18n/en.ts'
import type { LocaleWords } from '../../src/i18n/locale-words.ts'
import type { Wish } from '../survey/a-request.ts'
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

/** Where nothing moves, nothing has to be waited for. */
function still(card: OpenCard): OpenCard {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { animation: none !important; transition: none !important }')
  card.root.adoptedStyleSheets.push(sheet)
  return card
}

/** The elements whose own text is cut off, or sticks out of the card at a side. */
function cutOff({ root, host }: OpenCard): string[] {
  const card = host.getBoundingClientRect()
  const isCut = (element: Element) => {
    const box = element.getBoundingClientRect()
    const sticksOut = box.left < card.left - 0.5 || box.right > card.right + 0.5
    return sticksOut || element.scrollWidth > element.clientWidth + 1
  }
  return [...root.querySelectorAll('legend,label,span,p,h2,a,button')]
    .filter(element => getComputedStyle(element).display !== 'inline' && !element.matches('.unseen'))
    .filter(element => element.textContent?.trim() && isCut(element))
    .map(element => element.textContent ?? '')
}

beforeAll(() => page.viewport(320, 568))
afterAll(() => page.viewport(414, 896))

test('every language has a card here', () => {
  expect(languages).toHaveLength(15)
})

describe.each(languages)('at 320 pixels, in %s', (locale, words) => {
  const open = (wish: Wish = {}) => still(openCard({ ...wish, request: { words, locale } }))

  test.each([
    ['about the whole', { kind: 'relationship', triggers: ['visit'] }, 'question'],
    ['about a purchase', {}, 'questionAfterPurchase'],
    ['about a contact', { triggers: ['support'] }, 'questionAfterContact'],
  ] as const)('the question %s fits', async (_case, survey, key) => {
    const card = open({ survey: { ...survey }, settings: { company: null } })

    const question = words[key].replace('{product}', words.us)
    await expect.element(page.getByRole('dialog', { name: question, exact: true })).toBeVisible()
    expect(cutOff(card)).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  })

  test('all that can stand on a card fits', async () => {
    const card = open(everything(words))
    await choose(2)
    await page.getByRole('checkbox', { name: words.contact, exact: true }).click()
    await button(words.send).click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(words.emailWrong)

    expect(cutOff(card)).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  })

  test('what could not be sent, and a text that is too long, fit', async () => {
    const card = open({ send: async () => 'lost' })
    await choose(8)
    await button(words.send).click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(words.lost)
    await page.getByRole('textbox', { name: words.reasonPassive || words.reason }).fill('x '.repeat(2501))

    expect(cutOff(card)).toEqual([])
  })

  test('the thanks fit, and the card is written as the language is', async () => {
    const card = open()
    await choose(10)
    await button(words.send).click()
    await expect.element(page.getByRole('heading', { name: words.thanks, exact: true })).toBeVisible()

    expect(cutOff(card)).toEqual([])
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
