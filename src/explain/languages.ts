/** The languages of the card, by the names of their files. A test compares them with the folder. */
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
