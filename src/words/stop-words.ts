import * as lists from 'stopword'
import { wordsOf } from './words-of.ts'

/** By language, or by language and region where regions differ. */
const listOf: Readonly<Record<string, readonly string[]>> = {
  ...{
    ar: lists.ara,
    bg: lists.bul,
    ca: lists.cat,
    cs: lists.ces,
    da: lists.dan,
    de: lists.deu,
    el: lists.ell,
  },
  ...{
    en: lists.eng,
    es: lists.spa,
    et: lists.est,
    eu: lists.eus,
    fa: lists.fas,
    fi: lists.fin,
    fr: lists.fra,
  },
  ...{
    ga: lists.gle,
    gl: lists.glg,
    he: lists.heb,
    hi: lists.hin,
    hr: lists.hrv,
    hu: lists.hun,
    id: lists.ind,
  },
  ...{
    it: lists.ita,
    ja: lists.jpn,
    ko: lists.kor,
    lt: lists.lit,
    lv: lists.lav,
    ms: lists.msa,
    nb: lists.nob,
  },
  ...{ nl: lists.nld, nn: lists.nob, no: lists.nob, pl: lists.pol, pt: lists.por, 'pt-br': lists.porBr },
  ...{
    ro: lists.ron,
    ru: lists.rus,
    sk: lists.slk,
    sl: lists.slv,
    sv: lists.swe,
    th: lists.tha,
    tr: lists.tur,
  },
  ...{ uk: lists.ukr, vi: lists.vie, zh: lists.zho },
}

const known = new Map<string, ReadonlySet<string>>()

/**
 * Words that say little by themselves, such as "the", spelled as `wordsOf` spells them.
 * @param language a language tag, such as `sv` or `pt-BR`; empty for a language without a list
 */
export function stopWordsOf(language: string): ReadonlySet<string> {
  const found = known.get(language)
  if (found) return found
  const tag = language.toLowerCase()
  const own = (name: string) => (Object.hasOwn(listOf, name) ? listOf[name] : undefined)
  const list = own(tag) ?? own(tag.split('-')[0] ?? '') ?? []
  const words = new Set(list.map(wordsOf).flatMap(split => (split.length === 1 ? split : [])))
  // Tags come from pages, so limit the cache: made-up ones must not make it grow.
  if (known.size < 200) known.set(language, words)
  return words
}

/**
 * The stop words for a text on a page in this language. Many people write English on other pages, so they are the English
 * ones if the text contains more of those.
 */
export function stopWordsFor(
  language: string,
  sentences: readonly (readonly string[])[],
): ReadonlySet<string> {
  const words = sentences.flat()
  const [own, english] = [stopWordsOf(language), stopWordsOf('en')]
  const found = (list: ReadonlySet<string>) => words.filter(word => list.has(word)).length
  return found(english) > found(own) ? english : own
}
