import { wordsOf } from './words-of.ts'

/** A word that is looked for. */
export interface Wanted {
  word: string
  /** Every word that begins with it will do, too. */
  isBeginning: boolean
}

/** All of these words, wherever they stand in the text. */
export type Term = readonly Wanted[]

/** What somebody typed into a search box: all of the words, or how they begin. Null where there is no word in it. */
export function searchedTerm(text: string): Term | null {
  const words = wordsOf(text)
  return words.length === 0 ? null : words.map(word => ({ word, isBeginning: true }))
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
