import type { SurveyParts } from '../showing/showing-context.ts'
import type { PageParts } from './page-parts.ts'

/** The languages other than English, each in a file of its own. @param digests by language tag */
export const languagesFrom = (
  load: PageParts['load'],
  digests: Readonly<Record<string, string>>,
): Pick<SurveyParts, 'words' | 'locales'> => ({
  words(locale) {
    const digest = digests[locale]
    return digest ? load(`locales/${locale}`, digest) : Promise.reject(new Error(`no words for ${locale}`))
  },
  locales: Object.keys(digests),
})
