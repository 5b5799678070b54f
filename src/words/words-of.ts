/** Letters, marks and digits of any script; an apostrophe within a word belongs to it. */
const word = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu

/** Scripts that put no space between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** What ends a sentence, in the scripts of most languages; a line's end does, too. A point within a number or a name doesn't. */
const sentenceEnd = /[!?…。！？؟।\n\r\u2028\u2029]|[.;:](?=\s|$)/u

/** Nobody writes a longer word, and an index keeps none. Letters, not bytes. */
const longestWord = 64

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** The words of a text, in small letters, with one spelling for letters that Unicode spells in several ways. */
export const wordsOf = (text: string): string[] => wordsIn(spelled(text))

/** The same, a list for each sentence: two words that stand beside each other in one belong together. Empty ones are left out. */
export const sentencesOf = (text: string): string[][] =>
  spelled(text)
    .split(sentenceEnd)
    .map(wordsIn)
    .filter(words => words.length > 0)

/** The dot above that a Turkish capital leaves on a small i is dropped, so that it is found however it is written. */
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
