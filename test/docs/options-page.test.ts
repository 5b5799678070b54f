import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { optionsPage } from '../../scripts/options-page.ts'
import { wrongOptionsPage } from '../../scripts/wrong-options-page.ts'
import { optionProblems } from '../../src/explain/option-problems.ts'
import { aboutInside } from '../../src/options/about.ts'
import { examples } from '../../src/options/examples.ts'
import { placesOf } from '../../src/options/places.ts'
import { Match, OptionsSchema, Survey, Words } from '../../src/options/schema.ts'
import { page } from './pages.ts'

const siteNames = Object.keys(OptionsSchema.def.shape)
const shapes = Object.entries({ ...Survey.def.shape, ...OptionsSchema.def.shape, surveys: z.unknown() })
const placesIn = (closed: readonly unknown[]) =>
  new Map(
    shapes
      .flatMap(([name, schema]) => placesOf(name, schema, closed))
      .map(place => [place.path, place.schema]),
  )

test('the page of options is that of the schema; if not, run "npm run docs:options"', () => {
  expect(page('docs/options.md').text).toBe(optionsPage())
})

test('the page of wrong options has the sentences of today; if not, run "npm run docs:options"', () => {
  expect(page('docs/wrong-options.md').text).toBe(wrongOptionsPage())
})

test('everything inside an option is documented there', () => {
  const inside = [...placesIn([Match, Words]).keys()].filter(
    path =>
      /[.[]/.test(path) &&
      !/\[\]$|^(where\.traits|where\.trigger|triggers\[\]\.event\.where|texts|sources|headers|reason)\./.test(
        path,
      ),
  )

  expect(Object.keys(aboutInside).sort()).toEqual(inside.sort())
})

test.each(Object.entries(examples))('the example of %s, %j, is right', (path, example) => {
  const schema = placesIn([Match]).get(path)

  expect(schema && z.safeParse(schema, example).success).toBe(true)
  if (/[.[]/.test(path)) return
  const layer = siteNames.includes(path)
    ? { surveys: { checkout: { trigger: ['checkout', 'exported'] } }, [path]: example }
    : { surveys: [{ id: 'checkout', trigger: 'checkout', [path]: example }] }
  expect(optionProblems([{ endpoint: '/responses' }, layer])).toEqual([])
})
