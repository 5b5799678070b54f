import { wordsOf } from './words-of.ts'

/** A word to look for. */
export interface Wanted {
  word: string
  /** Whether any word that begins with it matches, too. */
  isBeginning: boolean
}

/** All of these words, anywhere in the text. */
export type Term = readonly Wanted[]

/** What a text must contain to match a search. */
export interface Search {
  term: Term
  /** Words that follow each other in a sentence, separated by spaces. */
  phrases: readonly string[]
}

/**
 * Parses what somebody typed into a search box: all of the words must occur, or words beginning with them; quoted words
 * must occur exactly so. Null if it contains no word. An unpaired quote is treated as punctuation.
 */
export function searchOf(text: string): Search | null {
  // Every second part was in quotes.
  const parts = text.split(/["“”„«»]/)
  const isQuoted = (place: number) => place % 2 === 1 && place < parts.length - 1
  const found = parts.map((part, place) => ({ words: wordsOf(part), isWhole: isQuoted(place) }))
  const term = found.flatMap(({ words, isWhole }) => words.map(word => ({ word, isBeginning: !isWhole })))
  const phrases = found.filter(({ words, isWhole }) => isWhole && words.length > 1)
  return term.length === 0 ? null : { term, phrases: phrases.map(({ words }) => words.join(' ')) }
}

/**
 * Parses a rule as a team writes it, with terms separated by commas or line breaks: `late parcel, delay*`. One matching
 * term is enough; within a term all words must occur. A star at the end of a word makes it match as a beginning. Terms
 * without a word are left out.
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

/** A rule as it is stored and shown, with one way to write each. */
export const ruleText = (terms: readonly Term[]): string =>
  terms
    .map(term => term.map(({ word, isBeginning }) => (isBeginning ? `${word}*` : word)).join(' '))
    .join(', ')

/** Whether a text with these words contains all words of one of the terms. */
export function fits(words: readonly string[], terms: readonly Term[]): boolean {
  return terms.some(term =>
    term.every(({ word, isBeginning }) =>
      words.some(found => (isBeginning ? found.startsWith(word) : found === word)),
    ),
  )
}
