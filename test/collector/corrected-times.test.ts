import { expect, test } from 'vitest'
import { correctedTimes } from '../../src/collector/corrected-times.ts'
import { aResponse } from './a-response.ts'

const receivedAt = Date.parse('2026-05-01T12:00:10.000Z')
const seconds = (count: number) => receivedAt - count * 1000

test('instants of a clock that is right stay as they are', () => {
  expect(correctedTimes(aResponse(), receivedAt)).toEqual({
    askedAt: seconds(10),
    scoredAt: seconds(5),
    endedAt: seconds(0),
  })
})

test.each([
  ['slow', '2026-05-01T11:00:10.000Z', '2026-05-01T11:00:00.000Z'],
  ['fast', '2026-05-03T12:00:10.000Z', '2026-05-03T12:00:00.000Z'],
])('instants of a clock that is %s are set right by the moment of receipt', (_case, sentAt, askedAt) => {
  const times = correctedTimes(aResponse({ sentAt, askedAt, scoredAt: null, endedAt: null }), receivedAt)

  expect(times).toEqual({ askedAt: seconds(10), scoredAt: null, endedAt: null })
})

test('an answer that waited for a network keeps its age', () => {
  const times = correctedTimes(
    aResponse({ sentAt: '2026-05-04T12:00:10.000Z' }),
    Date.parse('2026-05-04T12:00:10.000Z'),
  )

  expect(times.endedAt).toBe(receivedAt)
})

test('nothing happened after it was received', () => {
  const times = correctedTimes(aResponse({ endedAt: '9999-01-01T00:00:00.000Z' }), receivedAt)

  expect(times.endedAt).toBe(receivedAt)
})

test('nor anything before 1970', () => {
  const times = correctedTimes(
    aResponse({ askedAt: '0001-01-01T00:00:00.000Z', sentAt: '9999-12-31T23:59:59.999Z' }),
    receivedAt,
  )

  expect(times.askedAt).toBe(0)
})
