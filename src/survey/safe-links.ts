import type { Category } from '../figures/category.ts'
import type { SurveySettings } from '../options/settings.ts'
import { safeLink } from './safe-link.ts'
import type { SurveyRequest } from './survey-request.ts'

/** The link's address; null and a warning if it is unsafe. */
function safeOrWarned(link: string): string | null {
  const href = safeLink(link, location.href)
  if (!href)
    console.warn(`howlikely: shows no link to "${link}": it must be https:, mailto: or on this site.`)
  return href
}

/** The request without unsafe links; warns about each. */
export function withSafeLinks(request: SurveyRequest): SurveyRequest {
  const { survey, settings } = request
  const { privacy } = settings
  const url = privacy.url && safeOrWarned(privacy.url)
  // Without a prototype: the page may have put another text and link on Object.prototype.
  const thanks: Record<string, SurveySettings['thanks'][Category]> = Object.create(null)
  for (const [category, thank] of Object.entries(survey.thanks)) {
    const link = thank?.link
    const shown = link && !safeOrWarned(link.url) ? null : link
    thanks[category] = Object.assign(Object.create(null), thank, { link: shown })
  }
  return {
    ...request,
    survey: { ...survey, thanks },
    settings: { ...settings, privacy: { ...privacy, url } },
  }
}
