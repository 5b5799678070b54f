/** The language of a BCP 47 tag, without its region. */
export const languageOf = (tag: string) =>
  // Norwegian pages say "no"; nearly all of them mean Bokmål.
  tag.toLowerCase().split(/[-_]/)[0]?.replace(/^no$/, 'nb')

/**
 * The language of the survey: the option's, else the page's, else the browser's, else English. A region without words of
 * its own falls back to its language (de-AT to de), a language to its first region (pt to pt-BR).
 *
 * @param wanted 'auto' or a BCP 47 tag
 * @param languages the page's and the browser's, most wanted first
 * @param available tags for which there are words, in alphabetical order, with or without English
 */
export function chooseLocale(
  wanted: string,
  languages: readonly string[],
  available: readonly string[],
): string {
  const known = ['en', ...available]
  const found = [wanted, ...languages].map(
    tag =>
      known.find(locale => locale.toLowerCase() === tag.toLowerCase()) ??
      known.find(locale => languageOf(locale) === languageOf(tag)),
  )
  return found.find(Boolean) ?? 'en'
}
