import { expect, test } from 'vitest'
import { readArguments } from '../../../scripts/bench/widget/read-arguments.ts'

test('without a word it measures nine rounds and writes no file', () => {
  expect(readArguments([])).toEqual({ rounds: 9, json: null })
})

test('the rounds and the file are as given', () => {
  expect(readArguments(['--rounds', '21', '--json', 'figures.json'])).toEqual({
    rounds: 21,
    json: 'figures.json',
  })
})

test.each(['0', '-1', '1.5', 'many', ''])('%j is no number of rounds', rounds => {
  expect(readArguments([`--rounds=${rounds}`])).toEqual({
    problem: 'How many rounds? A whole number above 0.',
  })
})

test.each([['--rounds'], ['--json'], ['--fast'], ['9']])('%s alone is not understood, and said so', word => {
  expect(readArguments([word])).toEqual({ problem: expect.stringMatching(/--rounds .* --json /) })
})
