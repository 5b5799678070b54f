import type { Settings } from '../options/settings.ts'
import { looks } from './is-themed.ts'

/** Whether options ask for looks or questions that only some sites have, and that are a file of their own. */
export const needsMore = ({ privacy, surveys }: Pick<Settings, 'privacy' | 'surveys'>): boolean =>
  surveys.some(
    survey => (privacy.url && survey.contact !== 'off') || survey.extra || looks.some(name => survey[name]),
  )
