import { expect, test } from 'vitest'
import { paintedColour } from '../../src/explain/colour.ts'

test.each([
  ['#ffcc00', [255, 204, 0]],
  ['rebeccapurple', [102, 51, 153]],
  ['hsl(160 72% 14%)', [10, 61, 44]],
  ['black', [0, 0, 0]],
])('a colour is read as it is painted: %s', (text, expected) => {
  expect(paintedColour(text)).toEqual(expected)
})

test.each(['', 'fizz', '#12', 'var(--accent)'])('is no colour: %j', text => {
  expect(paintedColour(text)).toBeUndefined()
})
