import type { ResponseRecord } from '../../src/protocol/response.ts'
import { aResponse } from '../collector/a-response.ts'
import type { Dice } from '../faults/dice.ts'

/** Texts that have broken somebody's software. */
const strangeTexts = [
  'Fast delivery',
  '',
  '\0',
  'nought \0 within',
  '\ud800',
  'lone \udc00 surrogate',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '\u202egnp.exe\u202c',
  '\ufeff\uffff',
  "'; drop table response; --",
  '") or 1=1 union select record from response--',
  'Robert%27%29%3B',
  '=HYPERLINK("https://evil.example","win")',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}%s%n',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  '\r\nset-cookie: howlikely-session=1',
  'x'.repeat(500),
] as const satisfies readonly [string, ...string[]]

const strangeNumbers = [0, -0, 1e308, -1e308, 5e-324, 2 ** 53, 2 ** 53 - 1, -1, 0.1, 1e21] as const

const text = (dice: Dice): string => dice.pick(strangeTexts)

/** An id as browsers make them, by the dice. */
export function strangeId(dice: Dice): string {
  const hex = (length: number) => Array.from({ length }, () => dice.between(0, 15).toString(16)).join('')
  return `0199${hex(4)}-${hex(4)}-7${hex(3)}-${dice.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`
}

const instant = (dice: Dice): string =>
  new Date(dice.between(-8.64e12, 8.64e12)).toISOString().replace(/^[+-]\d\d/, '')

/** A record that a collector must accept, however odd: its shape is right, its contents may be anything. */
export function strangeRecord(dice: Dice): ResponseRecord {
  const state = dice.pick<ResponseRecord['state']>(['asked', 'scored', 'answered', 'dismissed'])
  const hasScore = state === 'scored' || state === 'answered'
  const record = aResponse({
    id: strangeId(dice),
    revision: dice.between(1, 9),
    site: dice.pick(['main', 'a', 'x'.repeat(32), '__proto__', 'constructor']),
    survey: dice.pick(['checkout', 'support', '-', 'x'.repeat(64), 'toString']),
    kind: dice.pick(['transactional', 'relationship']),
    state,
    test: dice.chance(0.1),
    question: text(dice),
    locale: dice.pick(['en', 'pt-BR', 'zh-Hant-TW', 'ar', 'de-1996', 'sl-rozaj-biske-1994']),
    trigger: {
      name: text(dice),
      ref: dice.chance(0.5) ? text(dice) : null,
      source: dice.pick(['ga4', 'show', 'link', 'collector']),
      value: dice.pick([null, ...strangeNumbers]),
      properties: dice.chance(0.3) ? { [text(dice)]: text(dice) } : {},
    },
    score: hasScore ? dice.between(0, 10) : null,
    reason: dice.chance(0.7) ? text(dice) : null,
    answers: dice.chance(0.3) ? { [text(dice)]: [text(dice)] } : {},
    respondent: dice.chance(0.3) ? { id: text(dice), traits: { [text(dice)]: text(dice) } } : null,
    contact: dice.chance(0.3) ? { allowed: true, email: text(dice) } : null,
  })
  if (dice.chance(0.3)) {
    for (const name of ['askedAt', 'scoredAt', 'endedAt', 'sentAt'] as const) record[name] = instant(dice)
  }
  // Loaders update before collectors: what nobody knows is kept.
  if (dice.chance(0.3)) Object.assign(record, { [`new_${text(dice)}`]: nested(dice.between(1, 20)) })
  return record
}

/** What another message may say about the same response. */
export function strangeRevision(dice: Dice, first: ResponseRecord): ResponseRecord {
  const { site, survey, kind, test, trigger, respondent, askedAt, id } = first
  return {
    ...strangeRecord(dice),
    site,
    survey,
    kind,
    test,
    trigger,
    respondent: respondent ?? null,
    askedAt,
    id,
  }
}

/** This many nested lists. */
export const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

/** Values that may occur where others belong. */
const misfits = [
  null,
  true,
  '',
  'x'.repeat(501),
  'x'.repeat(20_000),
  [],
  {},
  [[]],
  { toString: 1 },
  ...strangeNumbers,
] as const

/** The same record with one thing wrong with it, or only odd; as JSON, since some of it no object can hold. */
export function spoiled(dice: Dice, record: ResponseRecord): string {
  const way = dice.between(0, 7)
  const json = JSON.stringify(record)
  const fields = Object.keys(record)
  const field = fields[dice.between(0, fields.length - 1)] ?? 'id'
  if (way === 0) return JSON.stringify({ ...record, [field]: undefined })
  if (way === 1) return JSON.stringify({ ...record, [field]: dice.pick(misfits) })
  if (way === 2)
    return JSON.stringify({
      ...record,
      trigger: {
        ...record.trigger,
        [dice.pick(['name', 'ref', 'source', 'at', 'properties'])]: dice.pick(misfits),
      },
    })
  if (way === 3) return json.replace('{', `{"${field}":${JSON.stringify(dice.pick(misfits))},`)
  if (way === 4) return json.replace('{', `{"__proto__":{"score":10},"constructor":{"prototype":{"a":1}},`)
  if (way === 5) return json.replace('{', `{"deep":${'['.repeat(dice.between(33, 7000))}`)
  if (way === 6) return json.replace('{', `{"deep":${'{"a":'.repeat(4000)}1${'}'.repeat(4000)},`)
  return json.replace(
    /"score":[^,]+/,
    `"score":${dice.pick(['1e999', '-1', '11', '9.5', '"9"', 'NaN', '1e400', '0x9', '٩'])}`,
  )
}
