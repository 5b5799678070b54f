import { type PeopleWords, peopleEn } from './people/en.ts'
import { peopleSv } from './people/sv.ts'

/** The languages of the report. */
export type ReportLanguage = 'en' | 'sv'

/** The report's language that a browser prefers, by its Accept-Language header. @default English */
export function languageOf(accepted: string | null | undefined): ReportLanguage {
  const wanted = (accepted ?? '').split(',').flatMap(part => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const quality = parameters
      .map(parameter => /^\s*q=([\d.]+)$/.exec(parameter)?.[1])
      .find(found => found !== undefined)
    const language = tag.split('-')[0]
    return language === 'en' || language === 'sv' ? [{ language, weight: Number(quality ?? 1) }] : []
  })
  const best = wanted.reduce<(typeof wanted)[number] | null>(
    (found, candidate) => (candidate.weight > (found?.weight ?? 0) ? candidate : found),
    null,
  )
  return best?.language === 'sv' ? 'sv' : 'en'
}

export const peopleWords = (language: ReportLanguage): PeopleWords =>
  language === 'sv' ? peopleSv : peopleEn
