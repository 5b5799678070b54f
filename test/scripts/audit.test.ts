import { expect, test } from 'vitest'
import { readAudit } from '../../scripts/audit.mjs'

const hole = (name: string, severity: string) => ({ [name]: { name, severity } })
const answer = (vulnerabilities: object) => JSON.stringify({ auditReportVersion: 2, vulnerabilities })

test.each([
  ['low', 'low', ['tea (low)']],
  ['moderate', 'high', []],
  ['high', 'high', ['tea (high)']],
  ['critical', 'high', ['tea (critical)']],
] as const)('a %s hole, where what matters begins at %s: %j', (severity, least, holes) => {
  expect(readAudit(answer(hole('tea', severity)), least)).toEqual({ known: true, holes })
})

test('a low vulnerability in the built files matters, whatever else does', () => {
  expect(readAudit(answer(hole('tea', 'low')), 'high', ['tea'])).toEqual({
    known: true,
    holes: ['tea (low)'],
  })
})

test('without vulnerabilities none is reported', () => {
  expect(readAudit(answer({}), 'low')).toEqual({ known: true, holes: [] })
})

test.each([
  ['{"message":"request to the registry failed"}', 'request to the registry failed'],
  ['{"error":{"code":"ENOAUDIT","summary":"no audit here"}}', 'no audit here'],
  ['npm error audit endpoint returned an error\nmore', 'npm error audit endpoint returned an error'],
  ['', 'npm said nothing'],
])('an answer that is none is not taken for a good one: %s', (text, reason) => {
  expect(readAudit(text, 'low')).toEqual({ known: false, reason })
})
