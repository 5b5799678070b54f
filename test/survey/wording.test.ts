import { describe, expect, test } from 'vitest'
import { en } from '../../src/i18n/en.ts'
import { sv } from '../../src/i18n/sv.ts'
import { createWording } from '../../src/survey/wording.ts'
import { aRequest, type Wish } from './a-request.ts'

const wording = (wish: Wish = {}) => createWording(aRequest(wish).request)
const recommend = (what: string) => `recommend ${what} to a friend or colleague?`

describe('the built-in question', () => {
  test.each([
    ['after a purchase', { triggers: ['checkout'] }, 'checkout', 'Thinking of your purchase, '],
    ['after a contact', { triggers: ['support'] }, 'support', 'Thinking of your contact with us, '],
    ['after anything else', { triggers: ['upgrade'] }, 'upgrade', 'How likely '],
    ['about the relationship', { kind: 'relationship', triggers: ['visit'] }, 'visit', 'How likely '],
    ['about the relationship, at a checkout', { kind: 'relationship' }, 'checkout', 'How likely '],
    ['opened by hand, for a purchase', { triggers: ['checkout'] }, 'show', 'Thinking of your purchase, '],
    [
      'with two triggers, after the second',
      { triggers: ['checkout', 'support'] },
      'support',
      'Thinking of your contact',
    ],
  ] as const)('%s', (_case, survey, name, start) => {
    const { question } = wording({ survey, request: { trigger: { name, properties: {} } } })

    expect(question).toMatch(new RegExp(`^${start}`))
    expect(question).toContain(recommend('Fjord & Fern'))
  })

  test('names the product if the survey has one', () => {
    expect(wording({ survey: { product: 'our checkout' } }).question).toContain(recommend('our checkout'))
  })

  test('says "us" if the site has given no name', () => {
    expect(wording({ settings: { company: null } }).question).toContain(recommend('us'))
  })

  test("does not name the trigger's product, which may be an article number", () => {
    const trigger = { name: 'checkout', properties: { product: 'SKU-17' } }

    expect(wording({ request: { trigger } }).question).toContain(recommend('Fjord & Fern'))
  })

  test('puts a noun before the name in a language that would inflect it', () => {
    const words = { ...en, named: 'the shop {company}' }

    expect(wording({ request: { words } }).question).toContain(recommend('the shop Fjord & Fern'))
    expect(wording({ request: { words }, settings: { company: null } }).question).toContain(recommend('us'))
  })
})

describe("the site's own words", () => {
  test('take the place of the question and the ends of the scale', () => {
    const given = wording({ survey: { question: 'Would you tell a friend?', low: 'Never', high: 'At once' } })

    expect([given.question, given.low, given.high]).toEqual(['Would you tell a friend?', 'Never', 'At once'])
  })

  test('may name the company and the product', () => {
    const survey = { question: '{company}: how is {product}? {other}', product: 'the kettle' }

    expect(wording({ survey }).question).toBe('Fjord & Fern: how is the kettle? {other}')
  })

  test.each([
    ["the trigger's product", { product: 'kettle' }, 'How is kettle?'],
    ['the company where there is no product', {}, 'How is Fjord & Fern?'],
  ])('name %s where the survey has none', (_case, properties, question) => {
    const trigger = { name: 'checkout', properties }

    expect(wording({ survey: { question: 'How is {product}?' }, request: { trigger } }).question).toBe(
      question,
    )
  })

  test.each([
    ['the very locale', 'pt-BR', 'brasileiro'],
    ['its language', 'pt-PT', 'português'],
  ])('are taken for %s', (_case, locale, expected) => {
    const question = { 'pt-BR': 'brasileiro', pt: 'português' }

    expect(wording({ survey: { question }, request: { locale } }).question).toBe(expected)
  })

  test('leave the built-in question in place for a language that they lack', () => {
    const question = { de: 'Und?' }

    expect(wording({ survey: { question } }).question).toContain('recommend')
    expect(wording({ survey: { question }, request: { locale: 'de' } }).question).toBe('Und?')
  })

  test('are shown in their first language if none of ours could replace them', () => {
    expect(wording().own({ de: 'Warum?', fr: 'Pourquoi ?' })).toBe('Warum?')
    expect(wording().own({ de: 'Warum?', en: 'Why?' })).toBe('Why?')
  })

  test('replace any text by its key, in the language they are written for', () => {
    const texts = { en: { send: 'Off it goes' } }

    expect(wording({ settings: { texts } }).texts.send).toBe('Off it goes')
    expect(wording({ settings: { texts } }).texts.close).toBe('Close')
    expect(wording({ settings: { texts }, request: { words: sv, locale: 'sv' } }).texts.send).toBe('Skicka')
  })
})

describe('the reason question', () => {
  test.each([
    [0, en.reasonDetractor],
    [6, en.reasonDetractor],
    [7, en.reasonPassive],
    [8, en.reasonPassive],
    [9, en.reasonPromoter],
    [10, en.reasonPromoter],
  ])('follows the score: %d', (score, question) => {
    expect(wording().reasonQuestion(score)).toBe(question)
  })

  test('is the neutral one if the language has none reviewed per category', () => {
    const swedish = wording({ request: { words: sv, locale: 'sv' } })

    expect([0, 7, 10].map(swedish.reasonQuestion)).toEqual([sv.reason, sv.reason, sv.reason])
  })

  test("is the site's one question for every score", () => {
    const own = wording({ survey: { reason: { all: 'Why is that?' } } })

    expect([0, 7, 10].map(own.reasonQuestion)).toEqual(['Why is that?', 'Why is that?', 'Why is that?'])
  })

  test("is the site's for a category, and ours for the others", () => {
    const own = wording({ survey: { reason: { byCategory: { detractor: 'What hurt?' } } } })

    expect(own.reasonQuestion(6)).toBe('What hurt?')
    expect(own.reasonQuestion(7)).toBe(en.reasonPassive)
  })
})

describe('numbers', () => {
  test.each([
    ['en', '5,000'],
    ['de', '5.000'],
    ['ar-EG', '٥٬٠٠٠'],
  ])('are written as %s writes them', (locale, expected) => {
    expect(wording({ request: { locale } }).number(5000)).toBe(expected)
  })

  test("are plain if the page's language is no language tag", () => {
    expect(wording({ request: { locale: 'en_US' } }).number(5000)).toBe('5000')
  })
})
