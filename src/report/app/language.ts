import { computed, effect } from '@preact/signals'
import { roundScore } from '../../figures/score.ts'
import { en } from '../words/en.ts'
import { sv } from '../words/sv.ts'
import { parameters } from './address.ts'

export const languages = { en: 'English', sv: 'Svenska' } as const
type Language = keyof typeof languages

const isLanguage = (text: string): text is Language => Object.hasOwn(languages, text)

/** The language in the URL, else the browser's first that is available. */
export const language = computed((): Language => {
  const wanted = [parameters.value.get('lang') ?? '', ...navigator.languages.map(tag => tag.slice(0, 2))]
  return wanted.find(isLanguage) ?? 'en'
})

effect(() => {
  document.documentElement.lang = language.value
})

export const words = computed(() => (language.value === 'sv' ? sv : en))

const locale = computed(() => (language.value === 'sv' ? 'sv-SE' : 'en-GB'))
const whole = computed(() => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 0 }))
const percent = computed(
  () => new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 0 }),
)
const date = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeZone: 'UTC' }))
const instant = computed(
  () => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
)
const shortDate = computed(
  () => new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
)
const month = computed(
  () => new Intl.DateTimeFormat(locale.value, { month: 'short', year: 'numeric', timeZone: 'UTC' }),
)

/** A score for reading: a whole number with a true minus sign. */
export const scoreText = (score: number): string => whole.value.format(roundScore(score)).replace('-', '−')
export const numberText = (count: number): string => whole.value.format(count)
/** Rounded half away from zero, without its sign. */
export const sizeText = (points: number): string => whole.value.format(roundScore(Math.abs(points)))
/** @param share 0 to 1 */
export const shareText = (share: number): string => percent.value.format(share)
export const dateText = (at: number): string => date.value.format(at)
export const instantText = (at: number): string => `${instant.value.format(at)} UTC`
export const shortDateText = (at: number): string => shortDate.value.format(at)
export const monthText = (at: number): string => month.value.format(at)
export const answersText = (count: number): string => words.value.answers(numberText(count), count === 1)

/** An amount of money in its currency, even if that is no valid code. */
export function moneyText(value: number, currency: string | null): string {
  try {
    return new Intl.NumberFormat(locale.value, { style: 'currency', currency: currency ?? '' }).format(value)
  } catch {
    return `${numberText(value)} ${currency ?? ''}`.trim()
  }
}
