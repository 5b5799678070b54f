import { chooseLocale, languageOf } from '../i18n/choose-locale.ts'
import type { LocaleWords } from '../i18n/locale-words.ts'
import type { ShowingContext } from './showing-context.ts'

/** The card's words, and their language. */
export interface CardWords {
  /** Null for English, which is part of the card itself. */
  words: LocaleWords | null
  locale: string
}

/** Loads the words of the language to ask in. If they cannot be loaded, English is better than nothing. */
export async function loadCardWords({
  browser,
  settings,
  parts,
}: Pick<ShowingContext, 'browser' | 'settings' | 'parts'>): Promise<CardWords> {
  const locale = chooseLocale(settings().locale, browser.pageStory().languages, parts.locales)
  const words = locale === 'en' ? null : await parts.words(locale).catch(() => null)
  return { words, locale: words ? locale : 'en' }
}

/** Creates a function that warns, once, that the card doesn't have the language that the site wants. */
export function createLocaleReport({ browser, settings, parts }: ShowingContext): () => void {
  let isReported = false
  return () => {
    const wanted = settings().locale
    const locale = chooseLocale(wanted, browser.pageStory().languages, parts.locales)
    if (isReported || wanted === 'auto' || languageOf(wanted) === languageOf(locale)) return
    isReported = true
    browser.warn(`the option locale is "${wanted}", which the card does not speak: it asks in "${locale}".`)
  }
}
