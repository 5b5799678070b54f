import { describe, expect, test } from 'vitest'
import { countPageView, parseSeen } from '../../../src/history/visits.ts'
import { isOtherPurchase, readPurchase } from '../../../src/triggers/data-layer/ga4.ts'

/** An entry as `gtag` makes it: the arguments of a call. */
const gtag = (...call: unknown[]): object => ((...given: unknown[]) => callArguments(given))(...call)
const callArguments = (call: unknown[]) =>
  function (this: void) {
    // biome-ignore lint/complexity/noArguments: gtag pushes its own arguments object, not an array.
    return arguments
  }.apply(undefined, call as [])

describe('a purchase on the data layer', () => {
  test.each([
    [
      'pushed as an object',
      { event: 'purchase', ecommerce: { transaction_id: 'T-1', value: 49, currency: 'EUR', items: [] } },
    ],
    [
      'with its fields beside the event',
      { event: 'purchase', transaction_id: 'T-1', value: 49, currency: 'EUR' },
    ],
    ['as gtag’s arguments', gtag('event', 'purchase', { transaction_id: 'T-1', value: 49, currency: 'EUR' })],
  ])('is heard %s', (_case, entry) => {
    expect(readPurchase(entry)).toEqual({ ref: 'T-1', value: 49, currency: 'EUR' })
  })

  test('may have no fields', () => {
    expect(readPurchase({ event: 'purchase' })).toEqual({
      ref: undefined,
      value: undefined,
      currency: undefined,
    })
    expect(readPurchase(gtag('event', 'purchase'))).toMatchObject({ ref: undefined })
  })

  test.each([
    ['another event', { event: 'add_to_cart', ecommerce: { value: 49 } }],
    ['a refund', gtag('event', 'refund', { transaction_id: 'T-1' })],
    ['a setting', gtag('config', 'G-123')],
    ['the message that clears the ecommerce object', { ecommerce: null }],
    ['a tag manager’s array command', ['event', 'purchase', { transaction_id: 'T-1' }]],
    ['a function', () => {}],
  ])('is not %s', (_case, entry) => {
    expect(readPurchase(entry)).toBeUndefined()
    expect(isOtherPurchase(entry)).toBeFalsy()
  })

  test.each([
    ['enhanced ecommerce', { ecommerce: { purchase: { actionField: { id: 'T-1' } } } }],
    ['a transaction', { transactionId: 'T-1', transactionTotal: 49 }],
  ])('in an old shape, %s, is for the sources to read', (_case, entry) => {
    expect(readPurchase(entry)).toBeUndefined()
    expect(isOtherPurchase(entry)).toBeTruthy()
  })
})

describe('visits and pages', () => {
  const start = 1_000_000
  const minute = 60_000

  test('begin with the first page view', () => {
    expect(countPageView(null, start)).toEqual([start, 1, 1, start])
  })

  test('a visit lasts for 30 minutes after a page view, and then another begins', () => {
    const seen = [start, 1, 4, start]

    expect(countPageView(seen, start + 30 * minute)).toEqual([start, 1, 5, start + 30 * minute])
    expect(countPageView(seen, start + 30 * minute + 1)).toEqual([start, 2, 1, start + 30 * minute + 1])
  })

  test.each([[null], [''], ['1,2,3'], ['1,2,x,4'], ['{}']])('are not read from %j', text => {
    expect(parseSeen(text)).toBeNull()
  })

  test('are read as they were written', () => {
    expect(parseSeen([start, 2, 3, start].join())).toEqual([start, 2, 3, start])
  })
})
