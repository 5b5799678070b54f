import { expect, test } from 'vitest'
import { isSourceOn } from '../../src/triggers/is-source-on.ts'

test.each<[unknown]>([[undefined], [{}], [{ ua: false }], [{ ga4: true }]])(
  'a source is heard with the option %j',
  sources => {
    expect(isSourceOn(sources, 'ga4')).toBe(true)
  },
)

test.each<[unknown]>([
  [{ ga4: false }],
  [{ ga4: 'false' }],
  [{ ga4: 'true' }],
  [{ ga4: 0 }],
  [{ ga4: null }],
  ['ua'],
  ['none'],
  [['ua']],
  [null],
  [false],
  [true],
])('a source is not heard with the option %j', sources => {
  expect(isSourceOn(sources, 'ga4')).toBe(false)
})
