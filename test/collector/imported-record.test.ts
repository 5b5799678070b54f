import { expect, test } from 'vitest'
import { importedRecord } from '../../src/collector/imported-record.ts'
import { aResponse } from './a-response.ts'
import { now } from './test-collector.ts'

const origin = { file: 'answers.csv', now, site: 'main', survey: 'checkout', from: null, before: 0 }
const given = { at: '2025-03-01', score: '9' }
const read = (input: Record<string, unknown>, more = {}) => importedRecord(input, { ...origin, ...more })
const idOf = (input: Record<string, unknown>, more = {}) => {
  const found = read(input, more)
  return found.ok ? found.record.id : null
}

test('an answer from elsewhere is a response that is marked, received when it was given, and of no hurry', () => {
  const found = read({
    ...given,
    reason: ' Fast ',
    ref: 'A-1',
    respondent: 'u_1',
    email: 'a@shop.example',
    page: '',
  })

  expect(found).toMatchObject({
    ok: true,
    receivedAt: Date.parse('2025-03-01'),
    record: {
      site: 'main',
      survey: 'checkout',
      state: 'answered',
      score: 9,
      reason: 'Fast',
      trigger: { name: 'import', ref: 'A-1', source: 'command' },
      respondent: { id: 'u_1' },
      contact: { email: 'a@shop.example' },
      page: { url: null },
      imported: { at: '2026-05-01T12:00:10.000Z', file: 'answers.csv' },
    },
  })
})

test('what howlikely has exported is taken as a whole', () => {
  const record = { ...aResponse(), ofMine: 1 }

  const found = read(record)

  expect(found.ok && JSON.parse(found.json)).toMatchObject({ ...record, imported: { file: 'answers.csv' } })
  expect(found.ok && found.receivedAt).toBe(Date.parse(record.sentAt))
})

test.each([
  ['2025-03-01', '2025-03-01T00:00:00.000Z'],
  ['2025-03-01 14:30', '2025-03-01T14:30:00.000Z'],
  ['2025-03-01T14:30:05', '2025-03-01T14:30:05.000Z'],
  ['2025-03-01T14:30:05+02:00', '2025-03-01T12:30:05.000Z'],
  ['2025-03-01T14:30:05.250Z', '2025-03-01T14:30:05.250Z'],
])('"%s" is %s', (at, instant) => {
  expect(read({ ...given, at })).toMatchObject({ receivedAt: Date.parse(instant) })
})

test.each<[string, Record<string, unknown>, RegExp]>([
  ['at', { at: '' }, /^at must be when it was given/],
  ['at', { at: '01.03.2025' }, /found "01\.03\.2025"/],
  ['at', { at: '2025-02-31' }, /found "2025-02-31"/],
  ['at', { at: '2026-05-02' }, /an instant that has been/],
  ['score', { score: 'eleven' }, /a whole number from 0 to 10, found "eleven"/],
  ['score', { score: 11 }, /found 11/],
  ['score', { score: 9.5 }, /found 9\.5/],
  ['score', { score: undefined }, /found nothing/],
  ['survey', { survey: 'my survey' }, /^survey must be 1 to 64 letters/],
  ['site', { site: 'a/b' }, /^site must be/],
  ['locale', { locale: 'deutsch, glaube ich' }, /BCP 47/],
  ['device', { device: 'watch' }, /"mobile", "tablet" or "desktop"/],
  ['reason', { reason: 'x'.repeat(6000) }, /^reason must be/],
  ['ref', { ref: { id: 1 } }, /text or a number/],
])('a wrong %s is told', (field, changes, error) => {
  expect(read({ ...given, ...changes })).toMatchObject({
    ok: false,
    complaint: { field, error: expect.stringMatching(error) },
  })
})

test('without a survey the error says how to name one', () => {
  expect(read(given, { survey: null })).toMatchObject({
    complaint: { error: expect.stringContaining('--survey') },
  })
})

test('an id is the same whenever the same answer is imported, and another for another', () => {
  const uuid = '0192c1f4-6b1e-7cc0-9d3a-3f6e2a7b8c9d'

  expect(idOf({ ...given, id: uuid.toUpperCase() })).toBe(uuid)
  expect(idOf({ ...given, id: '1042' })).toBe(idOf({ ...given, id: 1042, score: 3, reason: 'other' }))
  expect(idOf({ ...given, id: '1042' })).not.toBe(idOf({ ...given, id: '1043' }))
  expect(idOf({ ...given, id: '1042' })).not.toBe(idOf({ ...given, id: '1042', site: 'outlet' }))
  expect(idOf(given)).toBe(idOf({ ...given, at: '2025-03-01T00:00Z' }))
  expect(idOf(given)).not.toBe(idOf({ ...given, reason: 'Slow' }))
  expect(idOf(given)).not.toBe(idOf(given, { before: 1 }))
})
