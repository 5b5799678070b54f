import { describe, expect, test } from 'vitest'
import { keyOf } from '../../src/protocol/key.ts'
import { readRespondent, readTrigger } from '../../src/triggers/read-trigger.ts'

const junk = [
  '',
  ' ',
  'undefined',
  'Undefined',
  'null',
  'NULL',
  'NaN',
  '(not set)',
  'not set',
  '0',
  '000',
  '-',
  'N/A',
  'none',
  'true',
  '[object Object]',
  '[object Undefined]',
  '{{Transaction ID}}',
  '{{ order.id }}',
  '{order_id}',
  '$' + '{orderId}',
  '%ORDER_ID%',
  '<%= order.id %>',
  '[[orderId]]',
  '#ORDERID#',
  '##id##',
  '__ORDER_ID__',
  ' undefined ',
  '\u00a0null',
]

const keys = [
  ['A-1042', 'A-1042'],
  [' R-1 ', 'R-1'],
  ['\tu_ws\u2003', 'u_ws'],
  ['007', '007'],
  ['100', '100'],
  ['#1042', '#1042'],
  ['null-island', 'null-island'],
  ['undefined behaviour', 'undefined behaviour'],
  ['50%', '50%'],
  ['cs_live_{1}', 'cs_live_{1}'],
] as const

describe('an unfilled placeholder is no key', () => {
  test.each(junk)('%j', text => {
    expect(keyOf(text)).toBeNull()
    expect(readTrigger({ name: 'checkout', details: { ref: text }, source: 'command', at: 1 }).ref).toBeNull()
    expect(readRespondent({ id: text })).toBeNull()
  })

  test.each([0, Number.NaN, null, undefined, true, {}, ['A-1']])('nor is %j', value => {
    expect(
      readTrigger({ name: 'checkout', details: { ref: value }, source: 'command', at: 1 }).ref,
    ).toBeNull()
  })
})

test.each(keys)('%j is the key %j', (text, key) => {
  expect(keyOf(text)).toBe(key)
  expect(readTrigger({ name: 'checkout', details: { ref: text }, source: 'command', at: 1 }).ref).toBe(key)
})
