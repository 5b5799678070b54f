import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fits, ruleText, searchOf, termsOf } from '../../src/words/terms.ts'
import { wordsOf } from '../../src/words/words-of.ts'

const ruleFits = (rule: string, text: string) => fits(wordsOf(text), termsOf(rule))

describe('a rule', () => {
  test.each([
    ['one of its words is enough', 'parcel, late', 'It was late', true],
    ['a word is whole', 'late', 'I will see later', false],
    ['a star makes it a beginning', 'delay*', 'Delayed again', true],
    ['without a comma all must be there', 'late parcel', 'The parcel came late', true],
    ['and not one alone', 'late parcel', 'The parcel is fine', false],
    ['signs are no pattern', '.*', 'anything', false],
    ['without a word it fits nothing', ' , *', 'anything', false],
  ])('%s', (_, rule, text, expected) => {
    expect(ruleFits(rule, text)).toBe(expected)
  })

  test('is kept in one way of writing it', () => {
    expect(ruleText(termsOf(' Late  Parcel ,, delay* ;\nLOST'))).toBe('late parcel, delay*, lost')
  })

  test('means the same after it was kept, whatever somebody typed', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'B', 'ä', '*', ',', ' ', "'", '.', '配', '送'),
      maxLength: 20,
    })
    fc.assert(
      fc.property(text, rule => {
        expect(termsOf(ruleText(termsOf(rule)))).toEqual(termsOf(rule))
      }),
    )
  })
})

test('a search finds words by how they begin, and needs all of them', () => {
  const { term } = searchOf('del parc') ?? { term: [] }
  expect(fits(wordsOf('Parcel delayed'), [term])).toBe(true)
  expect(fits(wordsOf('Parcel'), [term])).toBe(false)
  expect(searchOf(' ?! "" ')).toBeNull()
})

test.each([
  ['"late"', ['late'], []],
  ['“came late” parc', ['came', 'late', 'parc*'], ['came late']],
  ['"late', ['late*'], []],
  ['5" cup', ['5*', 'cup*'], []],
])('a search for %s finds whole words and phrases where they are quoted', (text, words, phrases) => {
  const found = searchOf(text)
  expect(found?.term.map(({ word, isBeginning }) => `${word}${isBeginning ? '*' : ''}`)).toEqual(words)
  expect(found?.phrases).toEqual(phrases)
})
