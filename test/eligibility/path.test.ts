import { expect, test } from 'vitest'
import { matchesPath } from '../../src/eligibility/path.ts'

test.each([
  ['/', '/'],
  ['/checkout', '/checkout'],
  ['*', '/'],
  ['*', '/any/page'],
  ['/checkout/*', '/checkout/'],
  ['/checkout/*', '/checkout/pay/card'],
  ['*/pay', '/checkout/pay'],
  ['/*/pay', '/se/pay'],
  ['/order-*-done', '/order-1-done'],
  ['/order-*-done', '/order--done-done'],
  ['/a*a', '/aa'],
  ['/a*b*c', '/aXbYbZc'],
  ['/a**b', '/ab'],
  ['/price(.+)', '/price(.+)'],
])('the pattern %s fits %s', (pattern, path) => {
  expect(matchesPath(pattern, path)).toBe(true)
})

test.each([
  ['/', '/checkout'],
  ['/checkout', '/checkout/'],
  ['/checkout', '/Checkout'],
  ['/checkout', '/se/checkout'],
  ['/checkout/*', '/checkout'],
  ['*/pay', '/checkout/pay/card'],
  ['/*/pay', '/pay'],
  ['/a*a', '/a'],
  ['/a*b*c', '/aXcYb'],
  ['/a*bc*bc', '/abc'],
  ['/price(.+)', '/price99'],
  ['/.', '/x'],
  ['', '/'],
])('the pattern %s does not fit %s', (pattern, path) => {
  expect(matchesPath(pattern, path)).toBe(false)
})

test('a pattern full of stars is judged at once', () => {
  const startedAt = performance.now()

  expect(matchesPath(`/${'*a'.repeat(500)}b`, `/${'a'.repeat(100_000)}`)).toBe(false)

  expect(performance.now() - startedAt).toBeLessThan(1000)
})
