import { expect, test } from 'vitest'
import { type Implausible, implausibleTiming } from '../../src/collector/implausible-timing.ts'
import { aResponse } from './a-response.ts'

const start = Date.parse('2026-05-01T12:00:00.000Z')
const at = (ms: number) => new Date(start + ms).toISOString()
const day = 86_400_000

test.each<[string, Parameters<typeof aResponse>[0], Implausible | null]>([
  ['an answer after ten seconds', {}, null],
  ['one second after the question', { scoredAt: at(900), endedAt: at(1000), sentAt: at(1000) }, null],
  ['a millisecond less', { scoredAt: at(900), endedAt: at(999), sentAt: at(999) }, 'too-fast'],
  [
    'as fast, and dismissed',
    { state: 'dismissed', score: null, scoredAt: null, endedAt: at(300), sentAt: at(300) },
    null,
  ],
  ['scored before it was asked', { scoredAt: at(-1001) }, 'out-of-order'],
  ['a clock that was set back a second meanwhile', { scoredAt: at(-1000) }, null],
  ['sent before it ended', { sentAt: at(8999) }, 'out-of-order'],
  ['sent 60 days later', { sentAt: at(60 * day) }, null],
  ['sent even later', { sentAt: at(60 * day + 1) }, 'too-old'],
])('%s', (_case, changes, found) => {
  expect(implausibleTiming(aResponse({ askedAt: at(0), ...changes }))).toBe(found)
})
