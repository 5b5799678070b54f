import { describe, expect, test } from 'vitest'
import { optionProblems } from '../../src/explain/option-problems.ts'
import type { Problem } from '../../src/options/settings.ts'
import { siteNames, wrongValuesOf } from '../options/wrong-values.ts'

const isWrong = ({ code }: Problem) => code === 'wrong-option'

const problemsOf = (options: Record<string, unknown>, tag: Record<string, unknown> = {}) =>
  optionProblems([{ endpoint: '/responses', ...tag }, options])

test('options that are right have no problem, a function as endpoint included', () => {
  expect(problemsOf({ sample: 0.5, surveys: [{ id: 'one', trigger: ['checkout', 'support'] }] })).toEqual([])
  expect(problemsOf({ endpoint: async () => {} })).toEqual([])
})

test.each([
  [
    { waitAfterAnswer: 'soon' },
    'waitAfterAnswer is "soon": it must be a duration such as "90d", "12h" or "2w". Because of it who has answered is not asked again; write "waitAfterAnswer": "90d".',
  ],
  [{ sample: 2 }, 'sample is 2: it must be at most 1. Because of it nobody is asked; write "sample": 0.02.'],
  [
    { theme: 'blue' },
    `theme is "blue": it must be "auto", "light" or "dark". Because of it the card is light or dark as the visitor's system is; write "theme": "auto".`,
  ],
  [
    { surveys: [{ id: 'one', trigger: 'checkout', minVisits: 1.5 }] },
    'surveys[0].minVisits is 1.5: it must be a whole number. Because of it nobody is asked; write "minVisits": 2.',
  ],
  [
    { surveys: [{ id: 'preview', trigger: 'checkout' }] },
    'surveys[0].id is "preview": it must be a name other than preview, debug and off. Because of it this survey does not ask; write "id": "checkout".',
  ],
])('%j: the problem names the option, what was found and what is allowed', (options, message) => {
  expect(problemsOf(options).map(problem => problem.message)).toEqual([message])
})

test('a problem on the tag is named as it stands there', () => {
  const [problem] = problemsOf({}, { waitBetween: 'never' })

  expect(problem).toMatchObject({ option: 'waitBetween', found: '"never"' })
  expect(problem?.message).toMatch(/^data-wait-between="never" is wrong: it must be a duration/)
})

test.each([
  [
    'waitAfterAnswers',
    'there is no option "waitAfterAnswers" here, so it does nothing; did you mean "waitAfterAnswer"?',
  ],
  [
    'waitafteranswer',
    'there is no option "waitafteranswer" here, so it does nothing; did you mean "waitAfterAnswer"?',
  ],
  ['colour', 'there is no option "colour" here, so it does nothing; leave it out.'],
])('an unknown name is told: %s', (name, message) => {
  expect(problemsOf({ [name]: '90d' }).map(problem => problem.message)).toEqual([message])
})

test('an unknown attribute is told as it stands on the tag; what makes a trigger is no option', () => {
  const tag = {
    waitAfterAnswr: '1d',
    trigger: 'checkout',
    ref: 'A-1',
    value: '10',
    currency: 'EUR',
    config: '/c.json',
  }

  expect(problemsOf({}, tag).map(problem => problem.message)).toEqual([
    'there is no option "data-wait-after-answr", so it does nothing; did you mean "data-wait-after-answer"?',
  ])
})

test('every problem is told at once', () => {
  expect(problemsOf({ sample: -1, theme: 1, nonsense: true })).toHaveLength(3)
})

test.each([
  [{ checkout: { sample: 2 } }, 'surveys.checkout.sample is 2: it must be at most 1'],
  [{ yearly: {} }, 'surveys.yearly.trigger is missing: it must be'],
  [{ support: { delai: '5s' } }, 'there is no option "surveys.support.delai"'],
  [{ support: false }, 'surveys.support is false: it must be an object'],
])('surveys that are named are told by their names: %j', (surveys, beginning) => {
  expect(problemsOf({ surveys }).map(({ message }) => message)).toEqual([expect.stringContaining(beginning)])
})

test('attributes of their own are known', () => {
  expect(problemsOf({}, { privacyUrl: '/privacy', contact: 'everyone' })).toEqual([])
})

test.each<[Record<string, string>, string]>([
  [
    { sample: '10%' },
    'data-sample="10%" is wrong: it must be a number. Because of it nobody is asked; write data-sample="0.1".',
  ],
  [
    { compny: 'Kettles' },
    'there is no option "data-compny", so it does nothing; did you mean "data-company"?',
  ],
  [{ privacy: '/data' }, 'write data-privacy-url="/data".'],
  [
    { product: 'our shop' },
    'data-product belongs to a survey, not to the tag, so it does nothing there; write it in <script type="application/json" data-howlikely>{ "surveys": {"checkout":{"product":"our shop"}} }</script>.',
  ],
  [{ hours: '9-17' }, 'write it in <script type="application/json" data-howlikely>{ "hours": {'],
  [{ waitBetween: '6 months' }, 'write data-wait-between="180d".'],
  [
    { contact: 'all' },
    'data-contact="all" is wrong: it must be "off", "detractors" or "everyone". Because of it nobody is asked for an e-mail address; write data-contact="detractors".',
  ],
  [
    { contact: 'everyone' },
    'contact is "everyone", but nothing says where your privacy policy is, so nobody is asked for an e-mail address; write data-privacy-url="/privacy" as well',
  ],
  [{ foreignConsent: 'analytics' }, "is a consent tool's word"],
  [{ radius: '10' }, 'data-radius is "10", which has no unit, so the built-in one is used; write "10px".'],
])('the tag %j: says what comes of it and what to write', (tag, words) => {
  expect(problemsOf({}, tag).map(({ message }) => message)).toEqual([expect.stringContaining(words)])
})

const attributes = [...siteNames, 'contact'].filter(name => name !== 'surveys')

describe('every option, with every wrong value', () => {
  test.each(siteNames)('%s: says what was found, what comes of it, and what is right', name => {
    for (const value of wrongValuesOf(name)) {
      const [problem] = problemsOf({ [name]: value })

      expect([value, problem?.message]).toEqual([
        value,
        expect.stringMatching(/^\S+ is .*: it must be .*\. Because of it .+; write .+\.$/s),
      ])
      expect(problem?.message).not.toMatch(/undefined|\[object|regex/i)
    }
  })

  test.each(siteNames)('%s: what it says to write is right', name => {
    if (name === 'surveys') return
    for (const value of wrongValuesOf(name)) {
      const message = problemsOf({ [name]: value })[0]?.message ?? ''
      const written = /; write (".*)\.$/.exec(message)?.[1] ?? ''

      expect([value, written, problemsOf(JSON.parse(`{ ${written} }`)).filter(isWrong)]).toEqual([
        value,
        written,
        [],
      ])
    }
  })

  test.each(attributes)('data-%s: is told as an attribute, with what comes of it', name => {
    for (const { message } of ['!', '10%', '7 days', '[]', '{"a":1}'].flatMap(value =>
      problemsOf({}, { [name]: value }).filter(isWrong),
    ))
      expect(message).toMatch(/^data-[a-z-]+=".*" is wrong: it must be .*\. Because of it .+; write .+\.$/)
  })
})
