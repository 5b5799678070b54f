import { expect, test } from 'vitest'
import { optionProblems } from '../../src/explain/option-problems.ts'

const problemsOf = (options: Record<string, unknown>, tag: Record<string, unknown> = {}) =>
  optionProblems([{ endpoint: '/responses', ...tag }, options])

test('options that are right have no problem, a function as endpoint included', () => {
  expect(problemsOf({ sample: 0.5, surveys: [{ id: 'one', trigger: ['checkout', 'support'] }] })).toEqual([])
  expect(problemsOf({ endpoint: async () => {} })).toEqual([])
})

test.each([
  [
    { waitAfterAnswer: 'soon' },
    'waitAfterAnswer must be a duration such as "90d", "12h" or "2w", got "soon"; the value that asks less is used.',
  ],
  [{ sample: 2 }, 'sample must be at most 1, got 2; the value that asks less is used.'],
  [
    { theme: 'blue' },
    'theme must be "auto", "light" or "dark", got "blue"; the value that asks less is used.',
  ],
  [
    { surveys: [{ id: 'one', trigger: 'checkout', minVisits: 1.5 }] },
    'surveys[0].minVisits must be a whole number, got 1.5; the value that asks less is used.',
  ],
  [
    { surveys: [{ id: 'preview', trigger: 'checkout' }] },
    'surveys[0].id must be a name other than preview, debug and off, got "preview"; the value that asks less is used.',
  ],
])('%j: the problem names the option, what was found and what is allowed', (options, message) => {
  expect(problemsOf(options).map(problem => problem.message)).toEqual([message])
})

test('a problem on the tag is named as it stands there', () => {
  const [problem] = problemsOf({}, { waitBetween: 'never' })

  expect(problem).toMatchObject({ option: 'waitBetween', found: '"never"' })
  expect(problem?.message).toMatch(/^data-wait-between must be a duration/)
})

test.each([
  ['waitAfterAnswers', 'there is no option "waitAfterAnswers"; did you mean "waitAfterAnswer"?'],
  ['waitafteranswer', 'there is no option "waitafteranswer"; did you mean "waitAfterAnswer"?'],
  ['colour', 'there is no option "colour".'],
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
    'there is no option "data-wait-after-answr"; did you mean "data-wait-after-answer"?',
  ])
})

test('every problem is told at once', () => {
  expect(problemsOf({ sample: -1, theme: 1, nonsense: true })).toHaveLength(3)
})

test.each([
  [{ checkout: { sample: 2 } }, 'surveys.checkout.sample must be at most 1, got 2'],
  [{ yearly: {} }, 'surveys.yearly.trigger must be'],
  [{ support: { delai: '5s' } }, 'there is no option "surveys.support.delai"'],
  [{ support: false }, 'surveys.support must be an object, got false'],
])('surveys that are named are told by their names: %j', (surveys, beginning) => {
  expect(problemsOf({ surveys }).map(({ message }) => message)).toEqual([expect.stringContaining(beginning)])
})

test('attributes of their own are known', () => {
  expect(problemsOf({}, { privacyUrl: '/privacy', contact: 'everyone' })).toEqual([])
})
