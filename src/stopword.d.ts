/** Lists of words that say little by themselves, by ISO 639-3's names of languages. */
declare module 'stopword' {
  type Words = readonly string[]
  export const ara: Words, bul: Words, cat: Words, ces: Words, dan: Words, deu: Words, ell: Words, eng: Words
  export const est: Words, eus: Words, fas: Words, fin: Words, fra: Words, gle: Words, glg: Words, heb: Words
  export const hin: Words, hrv: Words, hun: Words, ind: Words, ita: Words, jpn: Words, kor: Words, lav: Words
  export const lit: Words,
    msa: Words,
    nld: Words,
    nob: Words,
    pol: Words,
    por: Words,
    porBr: Words,
    ron: Words
  export const rus: Words, slk: Words, slv: Words, spa: Words, swe: Words, tha: Words, tur: Words, ukr: Words
  export const vie: Words, zho: Words
}
