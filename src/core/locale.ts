const languageOf = (tag: string) => {
  const [language = ''] = tag.toLowerCase().split(/[-_]/)
  // Norwegian pages say "no"; the written language that nearly all of them mean is Bokmål.
  return language === 'no' ? 'nb' : language
}

/**
 * The language of the survey: the option's, else the page's, else the browser's, else English. A region that isn't
 * there falls to its language (de-AT to de), a language to its first region (pt to pt-BR).
 *
 * @param wanted 'auto' or a BCP 47 tag
 * @param languages the page's and the browser's, most wanted first
 * @param available tags that there are words for, English among them or not
 */
export function chooseLocale(
  wanted: string,
  languages: readonly string[],
  available: readonly string[],
): string {
  const known = ['en', ...available]
  for (const tag of wanted === 'auto' ? languages : [wanted, ...languages]) {
    const same = (one: string) => one.toLowerCase() === tag.toLowerCase()
    const found =
      known.find(same) ??
      known.find(one => one === languageOf(tag)) ??
      known.find(one => languageOf(one) === languageOf(tag))
    if (found) return found
  }
  return 'en'
}
