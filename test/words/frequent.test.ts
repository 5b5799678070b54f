import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WordCounts } from '../../src/words/frequent.ts'
import { stopWordsFor, stopWordsOf } from '../../src/words/stop-words.ts'
import { sentencesOf, wordsOf } from '../../src/words/words-of.ts'

function counted(texts: readonly string[], language = 'en') {
  const counts = new WordCounts()
  for (const text of texts) counts.add(sentencesOf(text), stopWordsOf(language))
  return counts
}

const said = (frequent: readonly { words: readonly string[]; texts: number }[]) =>
  frequent.map(({ words, texts }) => `${words.join(' ')} ${texts}`)

test('words and pairs by how many texts have them, without stop words, numbers and letters', () => {
  const counts = counted(['The parcel arrived late. Late!', 'A late parcel, 3 x', 'My parcel arrived late'])

  expect(counts.texts).toBe(3)
  expect(said(counts.words(10))).toEqual(['late 3', 'parcel 3', 'arrived 2'])
  expect(said(counts.pairs(10))).toEqual(['arrived late 2', 'parcel arrived 2'])
  expect(said(counts.words(1))).toEqual(['late 3'])
})

describe('stop words are those of the answer’s language', () => {
  test.each([
    ['sv', 'och', true],
    ['en', 'och', false],
    ['pt-BR', 'você', true],
    ['nb-NO', 'ikke', true],
    ['en-GB', 'THE', true],
    ['xx', 'the', false],
    ['constructor', 'the', false],
  ])('%s: %s', (language, word, expected) => {
    expect(stopWordsOf(language).has(wordsOf(word)[0] ?? '')).toBe(expected)
  })
})

test('English text on a page in another language is read as English', () => {
  expect(stopWordsFor('sv', sentencesOf('The parcel is late'))).toBe(stopWordsOf('en'))
  expect(stopWordsFor('sv', sentencesOf('Paketet och frakten'))).toBe(stopWordsOf('sv'))
  expect(stopWordsFor('sv', sentencesOf('Paket'))).toBe(stopWordsOf('sv'))
})

test('a word that has lost an elided letter keeps its meaning, and a leftover of two letters has none', () => {
  const twice = (text: string, language: string) => said(counted([text, text], language).words(9))

  expect(twice("It's late, I don't know, you've won", 'en')).toEqual(['know 2', 'late 2', 'won 2'])
  expect(twice("L'équipe d’accueil", 'fr')).toEqual(["d'accueil 2", "l'équipe 2"])
})

test('a number of texts is what a count by hand gives, whatever the texts', () => {
  const text = fc.array(fc.constantFrom('late', 'parcel', 'the', 'cup', '.', '7'), { maxLength: 8 })
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), texts => {
      const counts = counted(texts.map(words => words.join(' ')))

      for (const { words, texts: found } of [...counts.words(99), ...counts.pairs(99)]) {
        const expected = texts.filter(one => ` ${one.join(' ')} `.includes(` ${words.join(' ')} `))
        expect(found).toBe(expected.length)
        expect(words).not.toContain('the')
        expect(found).toBeGreaterThan(1)
      }
      for (const word of ['late', 'parcel', 'cup'] as const) {
        const expected = texts.filter(one => one.includes(word)).length
        expect(counts.words(99).some(({ words }) => words[0] === word)).toBe(expected > 1)
      }
    }),
  )
})
