/** Letters, marks and digits of any script; an apostrophe inside a word belongs to it. */
const word = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu

/** Scripts that don't put spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/**
 * The end of a sentence, in the scripts of most languages; a line break ends one, too. A full stop inside a number or a
 * name doesn't.
 */
const sentenceEnd = /[!?…。！？؟।\n\r\u2028\u2029]|[.;:](?=\s|$)/u

/** Characters, not bytes: nobody writes a longer word, and no index stores one. */
const longestWord = 64

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** The words of a text, in lower case, with one spelling for letters that Unicode spells in several ways. */
export const wordsOf = (text: string): string[] => wordsIn(spelled(text))

/** The same, as a list per sentence: neighbouring words in a sentence belong together. Empty sentences are left out. */
export const sentencesOf = (text: string): string[][] =>
  spelled(text)
    .split(sentenceEnd)
    .map(wordsIn)
    .filter(words => words.length > 0)

/** Drops the dot that lower-casing a Turkish capital leaves above the i, so that a word is found however it is written. */
const spelled = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/[’ʼ]/g, "'").replaceAll('i\u0307', 'i')

function wordsIn(text: string): string[] {
  const pieces = unspaced.test(text)
    ? Array.from(segmenter.segment(text), ({ segment }) => segment.match(word) ?? []).flat()
    : (text.match(word) ?? [])
  return pieces.map(clipped)
}

const clipped = (text: string): string =>
  text.length <= longestWord ? text : [...text].slice(0, longestWord).join('')
