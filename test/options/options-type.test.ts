import { readFileSync } from 'node:fs'
import { expect, expectTypeOf, test } from 'vitest'
import type { Howlikely, Problem, ResponseRecord } from '../../src/index.ts'
import type { Duration, Options, SurveyOptions } from '../../src/options/options.ts'
import {
  type OptionsFromText,
  OptionsSchema,
  type SurveyOptions as Parsed,
  Survey,
} from '../../src/options/schema.ts'

/** zod also lets each optional field be undefined. */
type Defined<Type> = Type extends object
  ? { [Name in keyof Type]: Defined<Exclude<Type[Name], undefined>> }
  : Type

/** In the schema a duration is any text, whose format it checks itself. */
type Written<Type> = Type extends object
  ? { [Name in keyof Type]: Written<Type[Name]> }
  : Type extends Duration
    ? string
    : Type
type FromText = Omit<Options, 'endpoint'> & { endpoint: string }

test('the documented types are those of the schema', () => {
  expectTypeOf<FromText>().toExtend<OptionsFromText>()
  expectTypeOf<Defined<OptionsFromText>>().toExtend<Written<FromText>>()
  expectTypeOf<keyof Options>().toEqualTypeOf<keyof OptionsFromText>()
  expectTypeOf<SurveyOptions>().toExtend<Parsed>()
  expectTypeOf<Defined<Parsed>>().toExtend<Written<SurveyOptions>>()
  expectTypeOf<keyof SurveyOptions>().toEqualTypeOf<keyof Parsed>()
})

test('an editor refuses a duration without a unit that we know', () => {
  expectTypeOf<'90d'>().toExtend<Duration>()
  expectTypeOf<'0'>().toExtend<Duration>()
  expectTypeOf<'30 days'>().not.toExtend<Duration>()
  expectTypeOf<'30'>().not.toExtend<Duration>()
  expectTypeOf<Options['waitBetween']>().toEqualTypeOf<Duration | undefined>()
})

test('a handler gets what its event carries', () => {
  const listen = (howlikely: Howlikely) => [
    howlikely.on('answered', response => expectTypeOf(response).toEqualTypeOf<ResponseRecord>()),
    howlikely.on('problem', problem => expectTypeOf(problem).toEqualTypeOf<Problem>()),
  ]
  expect(listen).toBeTypeOf('function')
})

const source = readFileSync(new URL('../../src/options/options.ts', import.meta.url), 'utf8')
const names = new Set([...Object.keys(OptionsSchema.def.shape), ...Object.keys(Survey.def.shape)])

test.each([...names])('an editor says what %s is', name => {
  expect(source).toMatch(new RegExp(`\\*/\\n  ${name}\\??: `))
})
