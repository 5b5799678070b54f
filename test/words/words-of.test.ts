import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentencesOf, wordsOf } from '../../src/words/words-of.ts'

test.each([
  ['small letters, without what stands between', 'The Parcel came LATE!', ['the', 'parcel', 'came', 'late']],
  [
    'an apostrophe belongs to its word, however it is written',
    "don't, don’t 'quoted'",
    ["don't", "don't", 'quoted'],
  ],
  ['one spelling for a letter that Unicode spells in two ways', 'cafe\u0301 café', ['café', 'café']],
  ['a word keeps its marks', 'हिन्दी में', ['हिन्दी', 'में']],
  ['a missing space after a point', 'late.Never', ['late', 'never']],
  ['a script without spaces', '配送が遅い', ['配送', 'が', '遅い']],
  ['a Turkish capital', 'İstanbul', ['istanbul']],
  ['a word as long as an index keeps', 'a'.repeat(70), ['a'.repeat(64)]],
  ['nothing but signs', '… !!! 🙂', []],
])('%s', (_, text, words) => {
  expect(wordsOf(text)).toEqual(words)
})

test('sentences are told apart, and a point within a number doesn’t end one', () => {
  expect(sentencesOf('Paid 3.5 euro. Never again!\nLate')).toEqual([
    ['paid', '3', '5', 'euro'],
    ['never', 'again'],
    ['late'],
  ])
})

test('a word is of letters, marks, digits and apostrophes, and nothing else, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
      const others = wordsOf(text).filter(word => !/^[\p{L}\p{M}\p{N}']{1,64}$/u.test(word))

      expect(others).toEqual([])
    }),
  )
})
