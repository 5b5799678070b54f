import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { StoredRecord } from '../delivery/record.ts'
import { chooseLocale } from '../i18n/choose-locale.ts'
import type { Settings, SurveySettings } from '../options/settings.ts'
import { type CardState, cardState, type Lack, lackOf, type StateName, stateNames } from './card-states.ts'
import { asAttributes, type Tried, withTried } from './tried-look.ts'

export type Theme = 'as-set' | 'light' | 'dark'

/** The card to show. */
export interface Scene {
  survey: SurveySettings
  state: CardState
  locale: string
}

/** What the preview shows and what was chosen, independent of any page. */
export interface PreviewModel {
  readonly surveys: readonly SurveySettings[]
  /** Every language by its tag, including English. */
  readonly locales: readonly string[]
  readonly survey: Signal<string>
  readonly state: Signal<StateName>
  readonly locale: Signal<string>
  readonly theme: Signal<Theme>
  /** Values of the look being tried in place of the options' own. */
  readonly tried: Signal<Tried>
  /** What is being tried, as attributes to paste into the tag. */
  readonly attributes: ReadonlySignal<string>
  /** What the URL asked for but doesn't exist. */
  readonly unknown: { readonly survey?: string; readonly locale?: string }
  /** Each state, and the reason why the chosen survey never gets into it, or null. */
  readonly states: ReadonlySignal<readonly (readonly [StateName, Lack | null])[]>
  readonly scene: ReadonlySignal<Scene | null>
  /** The messages that the endpoint would have received, newest first. */
  readonly messages: Signal<readonly StoredRecord[]>
  readonly isLoaded: Signal<boolean>
  /** Shows the chosen card again: it may have been closed, or moved on to another state. */
  showAgain(): void
}

/**
 * @param asked the URL's parameters: `howlikely-survey` and `howlikely-locale` say where to begin
 * @param isKnown whether the site has said who the visitor is
 * @param languages the page's and the browser's, most wanted first
 * @param available the languages besides English
 */
export function createPreviewModel(
  settings: Settings,
  asked: URLSearchParams,
  isKnown: boolean,
  languages: readonly string[],
  available: readonly string[],
): PreviewModel {
  const { surveys } = settings
  const wantedSurvey = asked.get('howlikely-survey')
  const wantedLocale = asked.get('howlikely-locale')
  const locales = ['en', ...available].sort()

  const survey = signal(surveys.find(({ id }) => id === wantedSurvey)?.id ?? surveys[0]?.id ?? '')
  const state = signal<StateName>('asked')
  const locale = signal(
    chooseLocale(wantedLocale ?? settings.locale, wantedLocale ? [settings.locale] : languages, available),
  )
  const theme = signal<Theme>('as-set')
  const tried = signal<Tried>({})
  const times = signal(0)
  const chosen = computed(() => surveys.find(({ id }) => id === survey.value))
  const isThere = (tag: string) =>
    locales.some(known => known.split('-')[0] === tag.toLowerCase().split('-')[0])

  return {
    surveys,
    locales,
    survey,
    state,
    locale,
    theme,
    tried,
    attributes: computed(() => asAttributes(tried.value)),
    unknown: {
      ...(wantedSurvey && wantedSurvey !== survey.value && { survey: wantedSurvey }),
      ...(wantedLocale && !isThere(wantedLocale) && { locale: wantedLocale }),
    },
    states: computed(() => {
      const of = chosen.value
      return stateNames.map(name => [name, of ? lackOf(name, of, settings, isKnown) : null] as const)
    }),
    scene: computed(() => {
      const of = chosen.value
      if (!of || times.value < 0) return null
      // Another survey may lack the state that was shown.
      const name = lackOf(state.value, of, settings, isKnown) ? 'asked' : state.value
      const wish = theme.value === 'as-set' ? of.theme : theme.value
      return {
        survey: withTried({ ...of, theme: wish }, tried.value),
        state: cardState(name, of),
        locale: locale.value,
      }
    }),
    messages: signal([]),
    isLoaded: signal(true),
    showAgain() {
      times.value += 1
    },
  }
}
