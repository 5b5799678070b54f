import type { ExplainedValue, RuleVerdict } from '../eligibility/rule.ts'
import { lengthInWords } from './length.ts'
import type { RuleWords, Spoken } from './words/rule-words.ts'

/** The first and the last instant of ECMAScript's calendar, epoch milliseconds. */
const endOfTime = 8.64e15

export const instantInWords = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium' }).format(at)

/** The time of day only: everything that happened on the page happened today. */
export const timeInWords = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(at)

function text(value: ExplainedValue): string {
  if (Array.isArray(value)) return value.map(item => `"${item}"`).join(', ')
  return typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value ?? '')
}

const isInstant = (value: ExplainedValue): value is number =>
  typeof value === 'number' && Math.abs(value) <= endOfTime

/** A rule's verdict as a sentence. */
export function ruleSentence(verdict: RuleVerdict, words: RuleWords, locale: string): string {
  const { rule, pass, found, allowed, from } = verdict
  const at = (value: ExplainedValue) => (isInstant(value) ? instantInWords(value, locale) : '')
  const length = (value: ExplainedValue) => (isInstant(value) ? lengthInWords(value, locale) : '')
  const said: Spoken = {
    found: text(found),
    allowed: text(allowed),
    foundAt: at(found),
    foundLength: length(found),
    allowedAt: at(allowed),
    allowedLength: length(allowed),
    from: from === null ? null : instantInWords(from, locale),
    none: found === null,
  }
  const [passes, fails] = words[rule]
  return pass ? passes(said) : fails(said)
}
