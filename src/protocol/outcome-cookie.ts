import type { Milliseconds } from '../time/milliseconds.ts'

/** The outcome of a survey's latest asking, as a server remembers it for this browser. */
export interface RememberedOutcome {
  survey: string
  outcome: 'answered' | 'dismissed' | 'ignored' | 'opted-out'
  /** To the second. */
  at: Milliseconds
}

/** Only the latest surveys are remembered: each takes about 20 bytes, and every request carries them. */
const maxSurveys = 20

const letters = { a: 'answered', d: 'dismissed', i: 'ignored', o: 'opted-out' } as const

const letterOf = { answered: 'a', dismissed: 'd', ignored: 'i', 'opted-out': 'o' } as const

/** The name of the cookie that a server sets and scripts only read. */
export const outcomeCookieOf = (site: string): string => `howlikely_${site}_s`

/**
 * Reads the cookie's value: `1`, then `.<survey>~<a|d|i|o>~<seconds, base 36>` for each survey. Any other entry is left
 * out, and so is a value of another version: the worst that editing it can do is to make somebody be asked less.
 */
export function parseOutcomes(value: string | null | undefined): RememberedOutcome[] {
  const [version, ...entries] = (value ?? '').split('.')
  if (version !== '1') return []
  return entries.slice(0, 100).flatMap(entry => {
    const [, survey, letter, seconds] = /^([\w-]{1,64})~([adio])~([0-9a-z]{1,7})$/.exec(entry) ?? []
    if (!survey || !letter || !seconds) return []
    // The pattern allows no other letter.
    const outcome = letters[letter as keyof typeof letters]
    return [{ survey, outcome, at: Number.parseInt(seconds, 36) * 1000 }]
  })
}

/** The cookie's value. */
export const serializeOutcomes = (outcomes: readonly RememberedOutcome[]): string =>
  [
    '1',
    ...outcomes.map(
      ({ survey, outcome, at }) => `${survey}~${letterOf[outcome]}~${Math.floor(at / 1000).toString(36)}`,
    ),
  ].join('.')

/** The outcomes with one more; only the latest of each survey stays, latest first. */
export function addOutcome(
  outcomes: readonly RememberedOutcome[],
  added: RememberedOutcome,
): RememberedOutcome[] {
  const others = outcomes.filter(({ survey }) => survey !== added.survey)
  const earlier = outcomes.filter(({ survey }) => survey === added.survey)
  const [latest = added] = [added, ...earlier].sort((first, second) => second.at - first.at)
  return [latest, ...others].sort((first, second) => second.at - first.at).slice(0, maxSurveys)
}
