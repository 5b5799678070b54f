import { expect, test } from 'vitest'
import { lookAround } from '../../src/explain/look-around.ts'
import { optionProblems } from '../../src/explain/option-problems.ts'

test.each([
  ['#cookie-banner', true],
  ['dialog[open] > .asks, :is(.a, .b)', true],
  ['5 seconds', false],
  ['<button>', false],
  ['', false],
])('whether "%s" is a selector is the browser’s to say', (text, isOne) => {
  expect(lookAround.isSelector(text)).toBe(isOne)
})

test('colours in any notation are also checked in the dark', () => {
  const layers = [
    { endpoint: '/responses' },
    {
      surface: 'oklch(98% 0.01 90)',
      dark: { accent: 'rebeccapurple', text: 'hsl(0 0% 20%)', surface: 'black' },
    },
  ]

  expect(optionProblems(layers).map(({ code, option }) => [code, option])).toEqual([
    ['corrected-colour', 'dark.accent'],
    ['corrected-colour', 'dark.text'],
  ])
})
