import { describe, expect, test } from 'vitest'
import { mergeTriggers, readRespondent, readTrigger } from '../../src/triggers/read-trigger.ts'

const raw = (details: unknown, at = 1000) => readTrigger({ name: 'checkout', source: 'command', at, details })

describe('a trigger', () => {
  test('keeps ref, value, currency and flat properties', () => {
    expect(raw({ ref: 'A-1', value: 59.9, currency: 'EUR', team: 'north', vip: true })).toMatchObject({
      ref: 'A-1',
      value: 59.9,
      currency: 'EUR',
      properties: { team: 'north', vip: true },
    })
  })

  test('of the tag has no properties: its other attributes are options', () => {
    const details = { ref: 'A-1', endpoint: '/responses' }

    expect(readTrigger({ name: 'checkout', source: 'tag', at: 0, details })).toMatchObject({
      ref: 'A-1',
      properties: {},
    })
  })

  test.each([
    ['a number as ref', { ref: 1042 }, { ref: '1042' }],
    ['a text as value', { value: '49.90' }, { value: 49.9 }],
    ['a value in a shop’s own notation', { value: '1.234,50 kr' }, { value: null }],
    ['an empty ref', { ref: ' ' }, { ref: null }],
    ['a ref that is an object', { ref: { id: 1 } }, { ref: null }],
    ['an endless value', { value: Number.POSITIVE_INFINITY }, { value: null }],
  ])('reads %s', (_case, details, expected) => {
    expect(raw(details)).toMatchObject(expected)
  })

  test.each([undefined, null, 7, 'text', [], ['A-1', 7]])('comes through without details: %s', details => {
    expect(raw(details)).toMatchObject({ name: 'checkout', ref: null, value: null, properties: {} })
  })

  test('leaves out what is not flat, and more than 20 properties', () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, place) => [`p${place}`, place]))

    expect(Object.keys(raw({ nested: {}, list: [], ...many }).properties)).toEqual(
      Array.from({ length: 20 }, (_, place) => `p${place}`),
    )
  })
})

describe('two triggers', () => {
  const bare = raw({}, 1000)
  const order = raw({ ref: 'A-1', value: 10 }, 2000)

  test('of one name within 10 s are one, and the one with an id wins', () => {
    expect(mergeTriggers(bare, order)).toMatchObject({ ref: 'A-1', value: 10, at: 1000 })
    expect(mergeTriggers(order, { ...bare, at: 2500, currency: 'SEK' })).toMatchObject({
      ref: 'A-1',
      currency: 'SEK',
    })
  })

  test('are two after 10 s', () => {
    expect(mergeTriggers(bare, { ...order, at: 10_999 })).not.toBeNull()
    expect(mergeTriggers(bare, { ...order, at: 11_000 })).toBeNull()
  })

  test('with different refs are two', () => {
    expect(mergeTriggers(order, raw({ ref: 'A-2' }, 2001))).toBeNull()
    expect(mergeTriggers(order, raw({ ref: 'A-1' }, 2001))).not.toBeNull()
  })
})

test('a respondent needs an id', () => {
  expect(readRespondent({ id: 'u_1', since: '2024-05-01', traits: { plan: 'pro', nested: {} } })).toEqual({
    id: 'u_1',
    signature: null,
    since: '2024-05-01',
    traits: { plan: 'pro' },
  })
  expect(readRespondent({ id: 7 })?.id).toBe('7')
  for (const nobody of [undefined, null, {}, { id: '' }, { id: {} }, 'u_1'])
    expect(readRespondent(nobody)).toBeNull()
})
