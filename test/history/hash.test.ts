import { expect, test } from 'vitest'
import { hash, hashRef } from '../../src/history/hash.ts'

test.each([
  ['', 0],
  ['checkout', 971615147],
  ['Größe 東京', 4052115657],
])('the hash of "%s" never changes, since it is stored', (text, stored) => {
  expect(hash(text)).toBe(stored)
})

test('changing one character changes every bit of the hash about half the time', () => {
  const flips = Array.from({ length: 32 }, () => 0)
  const rounds = 4000
  for (let index = 0; index < rounds; index++) {
    const difference = hash(`visitor ${index}`) ^ hash(`visitor ${index}x`)
    for (let bit = 0; bit < 32; bit++) flips[bit] = (flips[bit] ?? 0) + ((difference >>> bit) & 1)
  }

  for (const count of flips) expect(Math.abs(count / rounds - 0.5)).toBeLessThan(0.05)
})

test('a hash is a whole number of 32 bits', () => {
  for (const text of ['', 'a', 'checkout', '東京']) {
    expect(hash(text)).toBe(hash(text) >>> 0)
  }
})

test.each([
  ['another site', 'other', 'checkout', 'A-1'],
  ['another trigger', 'main', 'support', 'A-1'],
  ['another order', 'main', 'checkout', 'A-2'],
])('the same order number of %s is another ref', (_case, site, name, ref) => {
  expect(hashRef(site, name, ref)).not.toBe(hashRef('main', 'checkout', 'A-1'))
})

test('names cannot be shifted into one another', () => {
  expect(hashRef('main', 'check', 'outA-1')).not.toBe(hashRef('main', 'checkout', 'A-1'))
})
