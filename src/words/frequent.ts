/** A word, or neighbouring words, and the number of texts they occur in. */
export interface Frequent {
  words: readonly string[]
  texts: number
}

/** Single letters of an alphabet, and plain numbers, say nothing; a single Chinese or Japanese character is a word. */
const saysNothing = /^(?:\p{N}+|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])$/u

/** A word that occurs in only one text says no more than that text. */
const leastTexts = 2

/** Counts in how many texts each word occurs, and each pair of neighbouring words within a sentence. */
export class WordCounts {
  #texts = 0
  readonly #words = new Map<string, number>()
  readonly #pairs = new Map<string, number>()

  /** Number of texts added. */
  get texts(): number {
    return this.#texts
  }

  /** Adds a text. A word that occurs in it twice counts once. @param without words that say little by themselves */
  add(sentences: readonly (readonly string[])[], without: ReadonlySet<string>): void {
    this.#texts += 1
    const counts = (word: string | undefined): word is string =>
      word !== undefined && !saysLittle(word, without) && !saysNothing.test(word)
    const [words, pairs] = [new Set<string>(), new Set<string>()]
    for (const sentence of sentences) {
      for (const [place, word] of sentence.entries()) {
        if (!counts(word)) continue
        words.add(word)
        const next = sentence[place + 1]
        if (counts(next) && next !== word) pairs.add(`${word} ${next}`)
      }
    }
    for (const word of words) this.#words.set(word, (this.#words.get(word) ?? 0) + 1)
    for (const pair of pairs) this.#pairs.set(pair, (this.#pairs.get(pair) ?? 0) + 1)
  }

  /** The words that occur in most texts, ties in alphabetical order. Those in only one text are left out. */
  words(most: number): Frequent[] {
    return mostFrequent(this.#words, most)
  }

  /** The same for pairs. */
  pairs(most: number): Frequent[] {
    return mostFrequent(this.#pairs, most)
  }
}

/**
 * An elided article or pronoun takes nothing from the word it is joined to ("l'équipe"), and makes no word by itself
 * ("it's", "don't").
 */
function saysLittle(word: string, without: ReadonlySet<string>): boolean {
  if (without.has(word) || word.endsWith("n't")) return true
  return word.includes("'") && word.split("'").every(part => without.has(part) || part.length <= 2)
}

function mostFrequent(counts: ReadonlyMap<string, number>, most: number): Frequent[] {
  return [...counts]
    .filter(([, texts]) => texts >= leastTexts)
    .sort(([wordsA, textsA], [wordsB, textsB]) => textsB - textsA || (wordsA < wordsB ? -1 : 1))
    .slice(0, most)
    .map(([words, texts]) => ({ words: words.split(' '), texts }))
}
