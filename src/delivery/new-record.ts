import type { PageFacts, PageStory } from '../browser/browser.ts'
import type { Settings, SurveySettings } from '../options/settings.ts'
import type { NotAsked } from '../protocol/response.ts'
import type { Respondent, Trigger } from '../protocol/trigger.ts'
import { pageUrl } from './page-url.ts'
import { instant, type StoredRecord } from './record.ts'

/** An asking that is about to be shown. */
export interface RecordInput {
  id: string
  settings: Settings
  survey: SurveySettings
  trigger: Trigger
  /** The question as it is shown, and its language. */
  question: string
  locale: string
  askedAt: string
  respondent: Respondent | null
  /** The visitor's id, if the site wants one. */
  visitor: { visitor?: string }
  page: PageFacts & PageStory
  /** Why earlier triggers led to no asking, if the site wants to know. */
  notAsked?: { notAsked?: NotAsked }
  /** Page views in this visit, or null if they are not counted. */
  pagesViewed: number | null
}

/** The first revision of a response. Seconds on the page are counted up to here. */
export function newRecord(input: RecordInput): StoredRecord {
  const { id, settings, survey, trigger, page } = input
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
    question: input.question,
    reasonQuestion: null,
    locale: input.locale,
    scaleOrder: survey.scaleOrder,
    trigger: { ...trigger, at: instant(trigger.at) },
    score: null,
    reason: null,
    answers: {},
    contact: null,
    respondent: input.respondent,
    ...input.visitor,
    ...input.notAsked,
    page: {
      url: pageUrl(page.url, settings),
      referrer: page.referrer,
      loadMs: page.loadMs,
      secondsOnPage: page.secondsOnPage,
      pagesViewed: input.pagesViewed,
    },
    device: page.device,
    askedAt: input.askedAt,
    scoredAt: null,
    endedAt: null,
    client: `howlikely/${__VERSION__}`,
  }
}
