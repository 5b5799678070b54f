import type { SurveySettings } from '../options/settings.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { AskingDesk } from '../showing/asking-part.ts'
import type { PageStory } from '../showing/stage.ts'
import { pageUrl } from './page-url.ts'
import { instant, type StoredRecord } from './record.ts'

/** The first revision of a response: somebody is about to be asked. Seconds on the page are counted until here. */
export function newRecord(
  desk: AskingDesk,
  { survey, trigger }: { survey: SurveySettings; trigger: Trigger },
  { loadMs, secondsOnPage }: PageStory,
  given: Pick<StoredRecord, 'id' | 'question' | 'locale' | 'askedAt' | 'client'>,
): StoredRecord {
  const settings = desk.settings()
  const { url, referrer, device } = desk.environment.page()
  const { id, kind, scaleOrder } = survey
  return {
    ...given,
    ...settings.marks?.(given.id),
    schema: 1,
    revision: 1,
    site: settings.site,
    state: 'asked',
    endedBy: null,
    test: settings.test,
    survey: id,
    kind,
    reasonQuestion: null,
    scaleOrder,
    trigger: { ...trigger, at: instant(trigger.at) },
    score: null,
    reason: null,
    answers: {},
    contact: null,
    respondent: desk.respondent(),
    page: {
      url: pageUrl(url, settings),
      referrer,
      loadMs,
      secondsOnPage,
      pagesViewed: desk.seen()?.[2] ?? null,
    },
    device,
    scoredAt: null,
    endedAt: null,
  }
}
