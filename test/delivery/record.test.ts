import { describe, expect, test } from 'vitest'
import {
  type Answer,
  type RecordEvent,
  type StoredRecord,
  sendsWhenHidden,
  step,
} from '../../src/delivery/record.ts'
import { aRecord } from '../support/records.ts'

const now = Date.UTC(2026, 4, 1, 12, 1)
const asked = aRecord()
const scored = aRecord({ state: 'scored', score: 9, revision: 2, scoredAt: '2026-05-01T12:00:30.000Z' })
const answer: Answer = {
  score: 7,
  scoredAt: now - 5000,
  reasonQuestion: 'What would make it a 9 or 10?',
  reason: 'More colours',
  answers: { why_us: ['price'] },
  contact: null,
}
const send: RecordEvent = { type: 'send', answer }
const answered = step(scored, send, { report: 'answers', unsent: 'score' }, now).record

const end = (by: 'closed' | 'opted-out' | 'left' | 'site'): RecordEvent => ({ type: 'end', by })

describe('the state table', () => {
  test.each([
    ['asked, closed', asked, end('closed'), 'answers', 'dismissed', false, 'dismissed'],
    ['asked, closed', asked, end('closed'), 'everything', 'dismissed', true, 'dismissed'],
    ['asked, opted out', asked, end('opted-out'), 'answers', 'dismissed', false, 'dismissed'],
    ['asked, opted out', asked, end('opted-out'), 'everything', 'dismissed', true, 'dismissed'],
    ['asked, left', asked, end('left'), 'answers', 'asked', false, 'ignored'],
    ['asked, left', asked, end('left'), 'everything', 'asked', true, 'ignored'],
    ['asked, closed by the site', asked, end('site'), 'everything', 'asked', true, 'ignored'],
    ['scored, closed', scored, end('closed'), 'answers', 'scored', true, 'answered'],
    ['scored, closed', scored, end('closed'), 'everything', 'scored', true, 'answered'],
    ['scored, opted out', scored, end('opted-out'), 'answers', 'scored', true, 'answered'],
    ['scored, left', scored, end('left'), 'answers', 'scored', true, 'answered'],
    ['scored, closed by the site', scored, end('site'), 'answers', 'scored', true, 'answered'],
    ['scored, sent', scored, send, 'answers', 'answered', true, 'answered'],
    ['asked, sent', asked, send, 'answers', 'answered', true, 'answered'],
  ] as const)('%s, reporting %4$s', (_case, record, event, report, state, sends, ending) => {
    const next = step(record, event, { report, unsent: 'score' }, now)

    expect(next.record.state).toBe(state)
    expect(next.send).toBe(sends)
    expect(next.ending).toBe(ending)
    expect(next.record.revision).toBe(record.revision + 1)
    expect(next.record.endedAt).toBe('2026-05-01T12:01:00.000Z')
  })

  test('a chosen score is kept at once, and may be changed', () => {
    const first = step(
      asked,
      { type: 'score', score: 3, reasonQuestion: 'What went wrong?' },
      { report: 'answers', unsent: 'score' },
      now,
    )
    const second = step(
      first.record,
      { type: 'score', score: 10, reasonQuestion: 'What do you like most?' },
      { report: 'answers', unsent: 'score' },
      now + 1000,
    )

    expect(first).toMatchObject({
      record: { state: 'scored', score: 3, revision: 2 },
      send: false,
      ending: null,
    })
    expect(second.record).toMatchObject({
      score: 10,
      revision: 3,
      reasonQuestion: 'What do you like most?',
      scoredAt: '2026-05-01T12:01:01.000Z',
    })
  })

  test('Send carries the reason, the extra answers and the time of the score', () => {
    expect(answered).toMatchObject({
      state: 'answered',
      endedBy: 'sent',
      score: 7,
      reason: 'More colours',
      answers: { why_us: ['price'] },
      scoredAt: '2026-05-01T12:00:55.000Z',
    })
  })

  test.each([
    ['another score', { type: 'score', score: 0, reasonQuestion: 'What went wrong?' }],
    ['closing', end('closed')],
    ['opting out', end('opted-out')],
    ['leaving', end('left')],
    ['a second Send', send],
  ] as const)('an answered record is not changed by %s', (_case, event) => {
    const next = step(answered, event, { report: 'everything', unsent: 'score' }, now)

    expect(next).toEqual({ record: answered, send: false, ending: null })
  })
})

describe('with unsent: nothing', () => {
  const settings = { report: 'everything', unsent: 'nothing' } as const

  test('a chosen score stays out of the record', () => {
    const next = step(asked, { type: 'score', score: 3, reasonQuestion: 'What went wrong?' }, settings, now)

    expect(next.record).toEqual(asked)
  })

  test.each(['closed', 'opted-out'] as const)('%s after a score gives a dismissal without one', by => {
    expect(step(asked, end(by), settings, now).record).toMatchObject({ state: 'dismissed', score: null })
  })

  test('Send carries the score', () => {
    expect(step(asked, send, settings, now).record).toMatchObject({ state: 'answered', score: 7 })
  })
})

function byLink(record: StoredRecord): StoredRecord {
  return { ...record, trigger: { ...record.trigger, source: 'link' } }
}

test.each([
  ['a score', scored, 'answers', true],
  ['a bare asking', asked, 'answers', false],
  ['a bare asking, where everything is reported', asked, 'everything', true],
  [
    'a bare asking by a link in an e-mail, which a scanner may have opened',
    byLink(asked),
    'everything',
    false,
  ],
  ['a score that came of a link', byLink(scored), 'everything', true],
] as const)('a page that is hidden sends %s: %4$s', (_case, record, report, sends) => {
  expect(sendsWhenHidden(record, report)).toBe(sends)
})
