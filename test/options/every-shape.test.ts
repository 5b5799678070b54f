import { describe, expect, test } from 'vitest'
import { judge } from '../../src/eligibility/judge.ts'
import { optionProblems } from '../../src/explain/option-problems.ts'
import { readOptions } from '../../src/options/read-options.ts'
import { OptionsSchema, Survey } from '../../src/options/schema.ts'
import { aSituation, aTrigger } from '../eligibility/situations.ts'
import { shapesOf } from './shapes.ts'

const base = 'https://shop.example/'
const respondent = { id: 'u_1', signature: null, since: null, traits: { plan: 'pro' } }

/** The objections to options, and whether every rule can judge by them. */
function tryOptions(options: Record<string, unknown>) {
  const layers = [{}, { endpoint: '/r', ...options }]
  const { settings, unreadable } = readOptions(layers, base)
  const wrong = optionProblems(layers).filter(({ code }) => /^(wrong|unknown)-option$/.test(code))
  const verdicts = judge(aSituation({ settings, respondent, trigger: aTrigger({ ref: 'A-1', value: 5 }) }))
  return { unreadable, wrong, judged: verdicts.length === settings.surveys.length }
}

const fine = { unreadable: [], wrong: [], judged: true }

describe('every shape that an option may have, by its schema, is read, judged by, and found right', () => {
  test.each(Object.entries(OptionsSchema.def.shape))('%s of the site', (name, schema) => {
    const shapes = shapesOf(schema)

    expect(shapes.length).toBeGreaterThan(0)
    for (const written of shapes)
      expect({ written, ...tryOptions({ [name]: written }) }).toEqual({ written, ...fine })
  })

  test.each(Object.entries(Survey.def.shape))('%s of a survey, in a list and by its name', (name, schema) => {
    for (const written of shapesOf(schema)) {
      const survey = { id: 'one', trigger: 'checkout', [name]: written }

      expect({ written, ...tryOptions({ surveys: [survey] }) }).toEqual({ written, ...fine })
      expect({ written, ...tryOptions({ surveys: { checkout: { [name]: written } } }) }).toEqual({
        written,
        ...fine,
      })
    }
  })
})
