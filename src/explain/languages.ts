/** The languages that the card speaks, by the names of their files. A test holds them against the folder. */
export const languages: readonly string[] = [
  'ar',
  'da',
  'de',
  'en',
  'es',
  'fi',
  'fr',
  'it',
  'ja',
  'nb',
  'nl',
  'pl',
  'pt-BR',
  'pt-PT',
  'sv',
]
