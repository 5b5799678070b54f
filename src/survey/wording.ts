import { categoryOf } from '../figures/category.ts'
import { en } from '../i18n/en.ts'
import type { LocaleWords } from '../i18n/locale-words.ts'
import type { Words } from '../options/schema.ts'
import type { SurveyRequest } from './survey-request.ts'

/** Every text of one card, in its language; the site's own words replace ours. */
export interface Wording {
  readonly question: string
  /** What the lowest and the highest score mean. */
  readonly low: string
  readonly high: string
  /** The card's own texts. */
  readonly texts: LocaleWords
  /** The reason question that goes with a score. */
  reasonQuestion(score: number): string
  /** The site's words in the visitor's language, or else in the first language that the site wrote. */
  own(words: Words): string
  number(value: number): string
}

/** Replaces {tokens} by values; a token without a value stays as it is. */
export const fill = (text: string, tokens: Readonly<Record<string, string>>) =>
  text.replace(/{(\w+)}/g, (token, name) => (Object.hasOwn(tokens, name) && tokens[name]) || token)

/** Languages that write numbers up to 999 with the digits 0 to 9 only. */
const plainLanguages = /^(da|de|en|es|fi|fr|it|ja|nb|nl|pl|pt|sv)(-[A-Z]{2})?$/

/** Formats numbers for a language. `Intl` takes milliseconds to start, so the scale avoids it if it can. */
function numberFormat(locale: string): (value: number) => string {
  let format: Intl.NumberFormat['format'] | undefined
  return value => {
    if (value < 1000 && plainLanguages.test(locale)) return `${value}`
    format ??= localeFormat(locale)
    return format(value)
  }
}

/** `Intl` throws if the page's `lang` is not a language tag ("en_US"). */
function localeFormat(locale: string): (value: number) => string {
  try {
    return new Intl.NumberFormat(locale).format
  } catch {
    return String
  }
}

const reasonKeys = {
  promoter: 'reasonPromoter',
  passive: 'reasonPassive',
  detractor: 'reasonDetractor',
} as const

type Asked = Pick<SurveyRequest, 'survey' | 'settings' | 'words' | 'locale' | 'trigger'>

export function createWording({ survey, settings, words, locale, trigger }: Asked): Wording {
  const inLocale = <Value>(values: Readonly<Record<string, Value>>) =>
    [locale, locale.replace(/-.*/, '')].map(tag => Object.hasOwn(values, tag) && values[tag]).find(Boolean) ||
    undefined

  const texts: LocaleWords = { ...en, ...words, ...inLocale(settings.texts) }
  const company = settings.company ?? texts.us
  const product = survey.product ?? trigger.properties.product ?? company
  /** The site's words, or undefined if it has none for this language. */
  const own = (given: Words | null | undefined) => {
    const found = typeof given === 'string' ? given : given && inLocale(given)
    return found && fill(found, { company, product: `${product}` })
  }

  const builtInQuestion = () => {
    // A survey opened by `show` or a link uses the words of the trigger that it was made for.
    const occasion = survey.triggers.includes(trigger.name) ? trigger.name : survey.triggers[0]
    const about = survey.kind === 'transactional' && occasion
    const { question, questionAfterPurchase, questionAfterContact } = texts
    const asked =
      about === 'checkout' ? questionAfterPurchase : about === 'support' ? questionAfterContact : question
    // A product in the trigger may be a mere article number, so only the site's own words are used.
    const named = settings.company ? fill(texts.named, { company }) : company
    return fill(asked, { company, product: survey.product ?? named })
  }

  return {
    question: own(survey.question) || builtInQuestion(),
    low: own(survey.low) || texts.low,
    high: own(survey.high) || texts.high,
    texts,
    reasonQuestion(score) {
      const category = categoryOf(score)
      const given =
        survey.reason && ('all' in survey.reason ? survey.reason.all : survey.reason.byCategory[category])
      return own(given) || texts[reasonKeys[category]] || texts.reason
    },
    own: given => own(given) || own(Object.values(given)[0]) || '',
    number: numberFormat(locale),
  }
}
