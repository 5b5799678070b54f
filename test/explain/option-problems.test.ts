import { describe, expect, test } from 'vitest'
import { optionProblems } from '../../src/explain/option-problems.ts'
import type { Problem } from '../../src/options/settings.ts'
import { readTags } from '../docs/tags.ts'
import {
  siteNames,
  surveyNames,
  wrongAttributesOf,
  wrongInside,
  wrongValuesOf,
} from '../options/wrong-values.ts'

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
    'waitAfterAnswer is "soon": it must be a duration such as "90d" (days), "12h" (hours) or "2w" (weeks). Because of this somebody who has answered is not asked again; write "waitAfterAnswer": "90d".',
  ],
  [
    { sample: 2 },
    'sample is 2: it must be a number from 0 to 1. Because of this nobody is asked; write "sample": 0.02.',
  ],
  [
    { theme: 'blue' },
    `theme is "blue": it must be "auto", "light" or "dark". Because of this the card is light or dark, as the visitor's system is; write "theme": "auto".`,
  ],
  [
    { surveys: [{ id: 'one', trigger: 'checkout', minVisits: 1.5 }] },
    'minVisits of the survey "one" is 1.5: it must be a whole number from 0. Because of this nobody is asked this survey; write "minVisits": 2.',
  ],
  [
    { surveys: [{ id: 'preview', trigger: 'checkout' }] },
    'id of the survey "preview" is "preview": it must be 1 to 64 letters, digits, "_" or "-" and a name other than preview, debug and off. Because of this the survey is never shown; write "id": "checkout".',
  ],
])('%j: the problem names the option, what was found and what is allowed', (options, message) => {
  expect(problemsOf(options).map(problem => problem.message)).toEqual([message])
})

test('a problem on the tag is named as it is written there', () => {
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
  ['nonsense', 'there is no option "nonsense" here, so it does nothing; leave it out.'],
  ['colour', 'there is no option "colour" here, so it does nothing; did you mean "accent"?'],
])('an unknown name is told: %s', (name, message) => {
  expect(problemsOf({ [name]: '90d' }).map(problem => problem.message)).toEqual([message])
})

test('an unknown attribute is reported as it is written on the tag; a trigger’s attributes are no options', () => {
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

test('all problems are reported together', () => {
  expect(problemsOf({ sample: -1, theme: 1, nonsense: true })).toHaveLength(3)
})

test.each([
  [{ checkout: { sample: 2 } }, 'sample of the survey "checkout" is 2: it must be a number from 0 to 1'],
  [{ yearly: {} }, 'trigger of the survey "yearly" is missing: it must be'],
  [
    { support: { delai: '5s' } },
    'there is no option "delai" in the survey "support", so it does nothing; did you mean "delay"?',
  ],
  [
    { support: false },
    'the survey "support" is false: it must be names and values in braces. Because of this it is never shown; write "surveys": [{"id": "checkout", "trigger": "checkout"}]',
  ],
])('surveys that are named are told by their names: %j', (surveys, beginning) => {
  expect(problemsOf({ surveys }).map(({ message }) => message)).toEqual([expect.stringContaining(beginning)])
})

test('attributes of their own are known', () => {
  expect(problemsOf({}, { privacyUrl: '/privacy', contact: 'everyone' })).toEqual([])
})

test.each<[Record<string, string>, string]>([
  [
    { trigger: 'purchase' },
    'data-trigger is "purchase", but no survey waits for it, so nobody is asked by it; write data-trigger="checkout", or that name in the "trigger" of a survey.',
  ],
  [{ trigger: 'suport' }, 'write data-trigger="support", or that name in the "trigger" of a survey.'],
  [
    { trigger: '' },
    'data-trigger="" names no trigger, so nobody is asked by it; write data-trigger="checkout".',
  ],
  [{ ref: 'A-1' }, 'data-ref does nothing without data-trigger; write data-trigger="checkout" as well.'],
  [{ config: '' }, 'data-config="" is wrong: it must be an address.'],
  [
    { sample: '10%' },
    'data-sample="10%" is wrong: it must be a number from 0 to 1. Because of this nobody is asked; write data-sample="0.1".',
  ],
  [
    { compny: 'Kettles' },
    'there is no option "data-compny", so it does nothing; did you mean "data-company"?',
  ],
  [{ privacy: '/data' }, 'write data-privacy-url="/data".'],
  [
    { product: 'our shop' },
    'data-product belongs to a survey, not to the tag, so it does nothing there; write it in <script type="application/json" data-howlikely>{ "surveys": {"checkout": {"product": "our shop"}} }</script>.',
  ],
  [
    { hours: '{"from":"09:00","to":"17:00"}' },
    'it must be names and values in braces, which no attribute can hold. Because of this nobody is asked; write it in <script type="application/json" data-howlikely>{ "hours": {"from": "09:00", "to": "17:00"} }</script>.',
  ],
  [{ offset: '10%' }, 'write data-offset="10".'],
  [{ consent: 'ask-first' }, 'write data-consent="required".'],
  [{ hours: '9-17' }, 'write it in <script type="application/json" data-howlikely>{ "hours": {'],
  [{ waitBetween: '6 months' }, 'write data-wait-between="180d".'],
  [
    { contact: 'all' },
    'data-contact="all" is wrong: it must be "off", "detractors" or "everyone". Because of this nobody is asked for an e-mail address; write data-contact="detractors".',
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

/** Each option, alone as the site's or a survey's own, in each way in which a survey may be written. */
const homes: readonly (readonly [
  home: string,
  names: readonly string[],
  wrap: (option: object) => object,
])[] = [
  ['of the site', siteNames, option => option],
  [
    'of a survey in a list',
    surveyNames,
    option => ({ surveys: [{ id: 'one', trigger: 'checkout', ...option }] }),
  ],
  ['of a survey by its name', surveyNames, option => ({ surveys: { checkout: option } })],
]

/** The suggested value, put in place of the wrong one. */
const asWritten = (message: string): Record<string, unknown> =>
  JSON.parse(`{ ${/; write (".*)\.$/s.exec(message)?.[1] ?? 'nothing'} }`)

const sentence = /^[^:]+ is (missing|.*): it must .*\. Because of this .+; write .+\.$/s

describe.each(homes)('every option %s', (_home, names, wrap) => {
  const cases = names.flatMap(name => [
    { name, path: name, values: wrongValuesOf(name) },
    ...wrongInside(name).map(({ path, values }) => ({ name, path, values })),
  ])

  test.each(cases)('$path: five wrong values or more are reported', ({ name, path, values }) => {
    expect(values.length).toBeGreaterThanOrEqual(5)
    for (const value of values) {
      const problems = problemsOf(Object(wrap({ [name]: value })))
      const messages = problems.filter(isWrong).map(({ message }) => message)

      const [message = 'nothing'] = messages
      expect([value, message]).toEqual([value, expect.stringMatching(sentence)])
      expect(message).not.toMatch(/undefined|\[object|regex|this this|"5d"/i)
      const written = asWritten(message)
      // A survey that was none is replaced, with all others.
      const again = 'surveys' in written ? written : wrap(written)
      expect([path, value, problemsOf(Object(again)).filter(isWrong)]).toEqual([path, value, []])
    }
  })
})

const attributes = [...siteNames, 'contact'].filter(name => name !== 'surveys')

describe('attributes', () => {
  const plainTexts = [
    ...['company', 'locale', 'dataLayer', 'cancelOn', 'keepParameters', 'wait'],
    ...['accent', 'surface', 'text', 'radius', 'font', 'endpoint'],
  ]

  test('of each kind have wrong values, but for plain texts', () => {
    const few = attributes.filter(name => wrongAttributesOf(name).length < 5)

    expect(few.sort()).toEqual(plainTexts.sort())
  })

  test.each(attributes.filter(name => wrongAttributesOf(name).length > 0))(
    'data-%s: wrong values are told, with what comes of it, and what to write on the tag or in the block',
    name => {
      for (const value of wrongAttributesOf(name)) {
        const messages = problemsOf({}, { [name]: value })
          .filter(isWrong)
          .map(({ message }) => message)

        expect([value, messages]).toEqual([
          value,
          [
            expect.stringMatching(
              /^data-[a-z-]+=".*" is wrong: it must be .*\. Because of this .+; write .+\.$/,
            ),
          ],
        ])
        const [, attribute] = /; write data-([a-z-]+="[^"]*")\.$/.exec(messages[0] ?? '') ?? []
        const block = /; write it in <script type="application\/json" data-howlikely>(.*)<\/script>\.$/.exec(
          messages[0] ?? '',
        )?.[1]
        const { tag = {} } = readTags(`<script src="howlikely.js" data-${attribute ?? 'x'}></script>`) ?? {}
        expect([value, problemsOf(JSON.parse(block ?? '{}'), tag).filter(isWrong)]).toEqual([value, []])
        expect(attribute ?? block).toBeDefined()
      }
    },
  )

  const spelled = [...attributes, 'privacyUrl'].filter(name => /[A-Z]/.test(name))

  test.each(spelled)('data-%s is recognised in other spellings', name => {
    const kebab = name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
    const spellings = [
      name.toLowerCase(),
      kebab.replaceAll('-', '_'),
      `howlikely${name[0]?.toUpperCase()}${name.slice(1)}`,
      name.slice(0, -1),
    ]

    for (const spelling of spellings)
      expect([spelling, problemsOf({}, { [spelling]: '1' }).map(({ message }) => message)]).toEqual([
        spelling,
        [expect.stringContaining(`did you mean "data-${kebab}"?`)],
      ])
  })

  test.each(
    surveyNames.filter(name => !siteNames.includes(name) && name !== 'contact' && name !== 'trigger'),
  )('data-%s, which is of a survey, leads to the block, however it is spelled', name => {
    for (const spelling of [name, name.toLowerCase()])
      expect(problemsOf({}, { [spelling]: 'one' }).map(({ message }) => message)).toEqual([
        expect.stringContaining(`{ "surveys": {"checkout": {"${name}": "one"}} }`),
      ])
  })
})
