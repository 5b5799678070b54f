import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readApi } from '../../scripts/api-of-types.ts'
import { apiOf, apiPage, documented } from '../../scripts/api-page.ts'

/** The exports without documentation, by name. */
const silent = (items: ReturnType<typeof readApi>) =>
  items.flatMap(({ name, comment, members }) => [
    ...(comment ? [] : [name]),
    ...members.filter(member => !member.comment).map(member => `${name}.${member.name}`),
  ])

describe.each(documented)('$name', ({ file }) => {
  test('says of everything what it is, as an editor shows it', () => {
    expect(silent(apiOf(file))).toEqual([])
  })
})

test('what says nothing would be found, however deep it is', () => {
  const found = readApi(`
    /** Words. */
    export interface One { /** Words. */ a: string; b?: { /** Words. */ c: number; d(x: string): void }[] }
    interface Two extends One {}
    /** Words. */
    type Three = 'x' | { e: string };
    export declare function four(one: One): Two;`)

  expect(silent(found)).toEqual(['One.b', 'One.b[].d(x: string): void', 'Two', 'Three.e', 'four'])
})

test('every option whose absence means something says what', () => {
  const options = apiOf('index').filter(({ name }) =>
    ['Options', 'Rules', 'Look', 'SurveyOptions'].includes(name),
  )
  const optional = options.flatMap(({ members }) =>
    members.filter(one => one.isOptional && !/[.[]/.test(one.name)),
  )

  expect(optional.length).toBeGreaterThan(50)
  for (const { name, comment } of optional)
    expect([name, comment]).toEqual([name, expect.stringMatching(/@default|[Ll]eft\s+out|built in/)])
})

test('the page of the API is that of today’s types; if not, run "npm run build" and "npm run docs:api"', () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8')).toBe(apiPage())
})
