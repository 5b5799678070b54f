import { readFileSync } from 'node:fs'
import { expect, expectTypeOf, test } from 'vitest'
import type { Options, SurveyOptions } from '../../src/options/options.ts'
import {
  type OptionsFromText,
  OptionsSchema,
  type SurveyOptions as Parsed,
  Survey,
} from '../../src/options/schema.ts'

/** zod lets each optional field be undefined, too. */
type Defined<Type> = Type extends object
  ? { [Name in keyof Type]: Defined<Exclude<Type[Name], undefined>> }
  : Type
type FromText = Omit<Options, 'endpoint'> & { endpoint: string }

test('the documented types are those of the schema', () => {
  expectTypeOf<FromText>().toExtend<OptionsFromText>()
  expectTypeOf<Defined<OptionsFromText>>().toExtend<FromText>()
  expectTypeOf<keyof Options>().toEqualTypeOf<keyof OptionsFromText>()
  expectTypeOf<SurveyOptions>().toExtend<Parsed>()
  expectTypeOf<Defined<Parsed>>().toExtend<SurveyOptions>()
  expectTypeOf<keyof SurveyOptions>().toEqualTypeOf<keyof Parsed>()
})

const source = readFileSync(new URL('../../src/options/options.ts', import.meta.url), 'utf8')
const names = new Set([...Object.keys(OptionsSchema.def.shape), ...Object.keys(Survey.def.shape)])

test.each([...names])('an editor says what %s is', name => {
  expect(source).toMatch(new RegExp(`\\*/\\n  ${name}\\??: `))
})
