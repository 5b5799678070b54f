import { type ReadonlySignal, signal } from '@preact/signals-core'
import type { SurveySettings } from '../../options/settings.ts'
import { type Look, readLook } from './look.ts'

/** A card's look, by day and by night. */
export interface CardLook {
  readonly look: ReadonlySignal<Look>
  /**
   * Dresses the card, now and whenever the visitor's preference for light or dark changes.
   * @param isOwn whether the site has a look of its own, which can be read only once the card is in the page
   * @param end ends the watching
   */
  dress(isOwn: boolean, end: AbortSignal): void
}

/** Until it is dressed, a card has our own look. */
export function createCardLook(root: ShadowRoot, survey: SurveySettings): CardLook {
  const prefersDark = matchMedia('(prefers-color-scheme: dark)')
  const isNight = () => (survey.theme === 'auto' ? prefersDark.matches : survey.theme === 'dark')
  const look = signal<Look>({ isDark: isNight(), style: undefined })
  return {
    look,
    dress(isOwn, end) {
      const dressNow = () => {
        look.value = { isDark: isNight(), style: isOwn ? readLook(root, survey, isNight()) : undefined }
      }
      dressNow()
      prefersDark.addEventListener('change', dressNow, { signal: end })
    },
  }
}
