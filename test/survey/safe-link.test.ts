import { expect, test } from 'vitest'
import { safeLink } from '../../src/survey/safe-link.ts'

const page = 'https://shop.example/thanks/?order=1'

test.each([
  ['https:', 'https://reviews.example/write', 'https://reviews.example/write'],
  ['mailto:', 'mailto:care@shop.example', 'mailto:care@shop.example'],
  ['from the root', '/privacy', 'https://shop.example/privacy'],
  ['relative', 'more', 'https://shop.example/thanks/more'],
  ['without a scheme', '//reviews.example/', 'https://reviews.example/'],
])('a link is followed: %s', (_case, url, expected) => {
  expect(safeLink(url, page)).toBe(expected)
})

test.each([
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,hello',
  'http://reviews.example/',
  'blob:https://shop.example/1',
  'file:///etc/hosts',
  'https://',
])('a link is refused: %j', url => {
  expect(safeLink(url, page)).toBeNull()
})

test('a relative link is followed on a page without TLS too, another site without TLS is not', () => {
  expect(safeLink('/privacy', 'http://localhost:8080/')).toBe('http://localhost:8080/privacy')
  expect(safeLink('http://reviews.example/', 'http://localhost:8080/')).toBeNull()
})
