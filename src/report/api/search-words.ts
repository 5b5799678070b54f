/** Letters and digits of any script; an apostrophe within a word belongs to it. */
const word = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu

/** The words of a text, in small letters, with one spelling for letters that Unicode spells in several ways. */
export const wordsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(word) ?? []

/** Whether a text has a word that begins with each of these. */
export function findsWords(text: string, searched: readonly string[]): boolean {
  const words = wordsOf(text)
  return searched.every(one => words.some(found => found.startsWith(one)))
}
