import type { Settings } from '../core/settings.ts'

/** Whether options ask for looks or questions that only some sites have, and that are a file of their own. */
export const needsMore = ({ privacy, surveys }: Pick<Settings, 'privacy' | 'surveys'>): boolean =>
  surveys.some(
    ({ contact, extra, accent, surface, text, radius, font }) =>
      (privacy.url && contact !== 'off') || extra || accent || surface || text || radius || font,
  )
