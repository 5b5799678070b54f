import type { LinkSubject } from './create-signer.ts'

/** A link in an e-mail that opens a survey with this score chosen. Nothing is sent before the visitor acts. */
export interface SurveyLink {
  /** 0 to 10 */
  score: number
  /** The page's URL, with everything the link needs. */
  url: string
}

const scores = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

/** The eleven links for a page; all share one signature, since the visitor may change the score. */
export function surveyLinks(page: string, subject: LinkSubject, signature: string): SurveyLink[] {
  return scores.map(score => {
    const url = new URL(page)
    const parameters: [name: string, value: string | undefined][] = [
      ['howlikely', subject.survey],
      ['howlikely-ref', subject.ref],
      ['howlikely-respondent', subject.respondent],
      ['howlikely-score', `${score}`],
      ['howlikely-signature', signature],
    ]
    for (const [name, value] of parameters) if (value) url.searchParams.set(name, value)
    return { score, url: url.href }
  })
}
