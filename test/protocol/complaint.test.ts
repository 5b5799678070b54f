import { expect, test } from 'vitest'
import { parseResponse } from '../../src/collector/parse-response.ts'
import { aResponse } from '../collector/a-response.ts'

const { id: _, ...withoutId } = aResponse()
const trigger = aResponse().trigger
const properties = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, index]))

test.each<[string, unknown, string | null, string | RegExp, string | RegExp]>([
  ['a missing field', withoutId, 'id', 'nothing', 'text'],
  ['an id that is none', aResponse({ id: '7' }), 'id', '"7"', 'a UUID'],
  ['a field of another type', { ...aResponse(), score: 'nine' }, 'score', '"nine"', 'a number'],
  ['a fraction', { ...aResponse(), score: 8.5 }, 'score', '8.5', 'a whole number'],
  ['a number that is too high', aResponse({ score: 11 }), 'score', '11', 'at most 10'],
  ['a number that is too low', aResponse({ score: -1 }), 'score', '-1', 'at least 0'],
  [
    'a choice that is none',
    { ...aResponse(), state: 'lost' },
    'state',
    '"lost"',
    '"asked", "scored", "answered" or "dismissed"',
  ],
  ['another schema', { ...aResponse(), schema: 2 }, 'schema', '2', '1'],
  [
    'a wrong field inside another',
    { ...aResponse(), trigger: { ...trigger, source: 5 } },
    'trigger.source',
    '5',
    /^"ga4", .* or "collector"$/,
  ],
  ['a wrong instant', aResponse({ askedAt: 'yesterday' }), 'askedAt', '"yesterday"', /^an ISO 8601 instant/],
  [
    'a text that is too long',
    aResponse({ question: 'x'.repeat(501) }),
    'question',
    `"${'x'.repeat(60)}…" (501 characters)`,
    'text of at most 500 characters',
  ],
  ...[
    'en\u2003verified',
    'en verified',
    'verified',
    'en_US',
    'e',
    '',
    'en-',
    'en\u202e',
    '\u0435n',
    'en-a',
    'x'.repeat(60),
  ].map((locale): [string, object, string, string, string] => [
    `a language that is none (${JSON.stringify(locale)})`,
    aResponse({ locale }),
    'locale',
    JSON.stringify(locale),
    'a BCP 47 language tag such as "en" or "pt-BR"',
  ]),
  [
    'a union that nothing fits',
    { ...aResponse(), trigger: { ...trigger, properties: { a: [] } } },
    'trigger.properties.a',
    'a list of 0',
    'text, a number or true or false',
  ],
  [
    'too many entries',
    { ...aResponse(), trigger: { ...trigger, properties: properties(21) } },
    'trigger.properties',
    'an object with 21 fields',
    'at most 20 entries',
  ],
  [
    'a name that is too long',
    { ...aResponse(), answers: { ['x'.repeat(501)]: 1 } },
    'answers',
    /^the name "x+…"/,
    'text of at most 500 characters',
  ],
  ['a list instead of a record', [], null, 'a list of 0', 'an object'],
  ['null instead of a record', null, null, 'null', 'an object'],
])('%s is told with its field, what was found and what is allowed', (_case, input, field, found, allowed) => {
  const parsed = parseResponse(JSON.stringify(input))

  expect(parsed).toMatchObject({ ok: false, status: 422, complaint: { field } })
  if (parsed.ok) return
  expect(parsed.complaint.found).toMatch(typeof found === 'string' ? exactly(found) : found)
  expect(parsed.complaint.allowed).toMatch(typeof allowed === 'string' ? exactly(allowed) : allowed)
  expect(parsed.complaint.error).toContain(`${field ?? 'The request'} must be ${parsed.complaint.allowed}`)
})

test('a text of exactly the longest length is not reported', () => {
  const record = aResponse({ question: 'x'.repeat(500), trigger: { properties: properties(20) } })

  expect(parseResponse(JSON.stringify(record))).toMatchObject({ ok: true })
})

test('a record nested as deep as its size lets it be is refused, and does no harm', () => {
  const depth = 16_000
  const text = JSON.stringify(aResponse()).replace(/}$/, `,"deep":${'['.repeat(depth)}${']'.repeat(depth)}}`)

  expect(parseResponse(text)).toMatchObject({ ok: false, status: 422 })
})

test('names that reach into prototypes are names like any other', () => {
  const text = JSON.stringify(aResponse()).replace(/}$/, ',"__proto__":{"polluted":1},"constructor":{"a":1}}')

  expect(parseResponse(text)).toMatchObject({ ok: true })
  expect('polluted' in {}).toBe(false)
})

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
}
