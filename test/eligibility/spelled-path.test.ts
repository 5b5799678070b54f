import { describe, expect, test } from 'vitest'
import { pagePath } from '../../src/browser/page-path.ts'
import { matchesPath } from '../../src/eligibility/path.ts'

const encoded = '/k%C3%B6p/betalning'

describe('a path is the same however it is spelled', () => {
  test.each([
    ['/köp/betalning*', encoded],
    ['/k%c3%b6p/betalning*', encoded],
    [`${encoded}*`, '/köp/betalning/1'],
    ['/köp/*'.normalize('NFD'), encoded],
    ['/köp/*', `/${encodeURIComponent('köp'.normalize('NFD'))}/x`],
    ['/a b', '/a%20b'],
    ['/100%/x', '/100%/x'],
    ['/%FF/x', '/%FF/x'],
    ['/購入/*', '/%E8%B3%BC%E5%85%A5/1'],
  ])('%s fits %s', (pattern, path) => {
    expect(matchesPath(pattern, path)).toBe(true)
  })

  test.each([
    ['/kop/betalning*', encoded],
    ['/a%2Ab', '/a-b'],
    ['/checkout', '/checkout%0A'],
  ])('%s does not fit %s', (pattern, path) => {
    expect(matchesPath(pattern, path)).toBe(false)
  })
})

describe('a route in the fragment', () => {
  const path = (address: string) => pagePath(new URL(address, 'https://shop.example'))

  test.each([
    ['/#/checkout/*', '/#/checkout/pay', true],
    ['*#!/checkout', '/shop/#!/checkout', true],
    ['/#/k%C3%B6p', '/#/köp', true],
    ['/', '/#/checkout/pay', true],
    ['/#/checkout/*', '/#/basket', false],
    ['/#/checkout/*', '/', false],
    ['/#reviews', '/#reviews', false],
    ['/shop', '/shop#reviews', true],
  ])('%s on %s: %s', (pattern, address, fits) => {
    expect(matchesPath(pattern, path(address))).toBe(fits)
  })
})
