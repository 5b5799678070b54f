import type { PageFacts } from '../conductor/environment.ts'
import { pageUrl } from '../core/page-url.ts'
import type { StoredRecord } from '../core/record.ts'
import type { Milliseconds, Settings, SurveySettings } from '../core/settings.ts'
import type { Respondent, Trigger } from '../core/trigger.ts'

/** The first revision of a response: somebody is about to be asked. Seconds on the page are counted until here. */
export function newRecord(about: {
  id: string
  settings: Settings
  survey: SurveySettings
  trigger: Trigger
  /** Null where none is known, or where the visitor's privacy signal asks for none. */
  respondent: Respondent | null
  page: PageFacts
  pagesViewed: number | null
  question: string
  locale: string
  client: string
  now: Milliseconds
}): StoredRecord {
  const { id, settings, survey, trigger, respondent, page, now } = about
  return {
    schema: 1,
    id,
    revision: 1,
    site: settings.site,
    state: 'asked',
    endedBy: null,
    test: settings.test,
    survey: survey.id,
    kind: survey.kind,
    question: about.question,
    reasonQuestion: null,
    locale: about.locale,
    scaleOrder: survey.scaleOrder,
    trigger: { ...trigger, at: new Date(trigger.at).toISOString(), properties: { ...trigger.properties } },
    score: null,
    reason: null,
    answers: {},
    contact: null,
    respondent: respondent && { ...respondent, traits: { ...respondent.traits } },
    page: {
      url: pageUrl(page.url, settings),
      referrer: page.referrer,
      loadMs: page.loadMs,
      secondsOnPage: page.secondsOnPage,
      pagesViewed: about.pagesViewed,
    },
    device: page.device,
    askedAt: new Date(now).toISOString(),
    scoredAt: null,
    endedAt: null,
    client: about.client,
  }
}
