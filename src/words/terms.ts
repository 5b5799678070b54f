import { wordsOf } from './words-of.ts'

/** A word that is looked for. */
export interface Wanted {
  word: string
  /** Every word that begins with it will do, too. */
  isBeginning: boolean
}

/** All of these words, wherever they stand in the text. */
export type Term = readonly Wanted[]

/** What a text must have for somebody who searches. */
export interface Search {
  term: Term
  /** Words that follow each other in a sentence, with a space between. */
  phrases: readonly string[]
}

/**
 * What somebody typed into a search box: all of the words, or how they begin; and what stands in quotes exactly so. Null where there
 * is no word in it. A quote without another is a sign like any.
 */
export function searchOf(text: string): Search | null {
  // Every other part stood in quotes.
  const parts = text.split(/["“”„«»]/)
  const isQuoted = (place: number) => place % 2 === 1 && place < parts.length - 1
  const found = parts.map((part, place) => ({ words: wordsOf(part), isWhole: isQuoted(place) }))
  const term = found.flatMap(({ words, isWhole }) => words.map(word => ({ word, isBeginning: !isWhole })))
  const phrases = found.filter(({ words, isWhole }) => isWhole && words.length > 1)
  return term.length === 0 ? null : { term, phrases: phrases.map(({ words }) => words.join(' ')) }
}

/**
 * A rule as a team writes it: words with commas or line ends between, `late parcel, delay*`. One of them is enough; of several
 * words without a comma between all must be there. A star at its end makes a word a beginning. What holds no word is left out.
 */
export const termsOf = (rule: string): Term[] =>
  rule.split(/[,;\n、，；]/).flatMap(part => {
    const term = part.split(/\s+/).flatMap(piece => {
      const words = wordsOf(piece)
      return words.map((word, place) => ({
        word,
        isBeginning: place === words.length - 1 && /[*＊]$/.test(piece),
      }))
    })
    return term.length === 0 ? [] : [term]
  })

/** A rule as it is kept and shown: one way to write each. */
export const ruleText = (terms: readonly Term[]): string =>
  terms
    .map(term => term.map(({ word, isBeginning }) => (isBeginning ? `${word}*` : word)).join(' '))
    .join(', ')

/** Whether a text with these words has all words of one of the terms. */
export function fits(words: readonly string[], terms: readonly Term[]): boolean {
  return terms.some(term =>
    term.every(({ word, isBeginning }) =>
      words.some(found => (isBeginning ? found.startsWith(word) : found === word)),
    ),
  )
}
