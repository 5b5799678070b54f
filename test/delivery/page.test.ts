import { expect, test } from 'vitest'
import { deviceOf } from '../../src/browser/device.ts'
import { referrerOrigin } from '../../src/browser/page-facts.ts'
import { pageUrl } from '../../src/delivery/page-url.ts'
import { chooseLocale } from '../../src/i18n/choose-locale.ts'
import { readAttributes } from '../../src/options/attributes.ts'

const url = 'https://shop.example/thanks?order=7&utm=mail#top'

test.each([
  ['path', [], 'https://shop.example/thanks'],
  ['path', ['utm'], 'https://shop.example/thanks?utm=mail'],
  ['origin', ['utm'], 'https://shop.example'],
  ['none', ['utm'], null],
] as const)(
  'with page %s and the parameters %s kept, the address is %s',
  (page, keepParameters, expected) => {
    expect(pageUrl(url, { page, keepParameters })).toBe(expected)
  },
)

test('only the origin of the referrer is reported', () => {
  expect(referrerOrigin('https://search.example/?q=coffee')).toBe('https://search.example')
  expect(referrerOrigin('')).toBeNull()
})

test.each([
  [true, 599, 'mobile'],
  [true, 600, 'tablet'],
  [false, 400, 'desktop'],
] as const)('a coarse pointer (%s) and %i px make a %s', (coarse, screenWidth, device) => {
  expect(deviceOf({ coarse, screenWidth })).toBe(device)
})

test.each([
  ['auto', ['sv-SE', 'en'], 'sv'],
  ['auto', ['fi', 'sv'], 'sv'],
  ['auto', ['xx'], 'en'],
  ['auto', [], 'en'],
  ['auto', ['pt'], 'pt-BR'],
  ['auto', ['pt-pt'], 'pt-PT'],
  ['auto', ['no'], 'nb'],
  ['auto', ['en-GB', 'sv'], 'en'],
  ['sv', ['en'], 'sv'],
  ['xx', ['sv'], 'sv'],
])('wanting %s on a page in %s asks in %s', (wanted, languages, expected) => {
  expect(chooseLocale(wanted, languages, ['sv', 'nb', 'pt-BR', 'pt-PT'])).toBe(expected)
})

test('attributes become numbers, booleans and lists; a trigger’s are left out', () => {
  expect(
    readAttributes({
      sample: '0.5',
      debug: '',
      test: 'false',
      never: '/pay*, /login',
      company: 'Acme',
      trigger: 'checkout',
      ref: '7',
    }),
  ).toEqual({ sample: 0.5, debug: true, test: false, never: ['/pay*', '/login'], company: 'Acme' })
})

test('an attribute that is no number stays as it was written, to be reported as wrong', () => {
  expect(readAttributes({ sample: 'half', enabled: 'maybe' })).toEqual({ sample: 'half', enabled: 'maybe' })
})
