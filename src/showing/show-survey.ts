import { newRecord } from '../delivery/new-record.ts'
import { instant, type StoredRecord } from '../delivery/record.ts'
import { visitorOf } from '../history/visitor-id.ts'
import type { Settings } from '../options/settings.ts'
import type { SurveyHandle } from '../survey/survey-request.ts'
import { keepOpen, scoreChosen, sendAnswer } from './answer-survey.ts'
import { createCardPlace } from './card-place.ts'
import { endSurvey, removeSurvey } from './end-survey.ts'
import { type KeptSurvey, keepDraft, keptDraft } from './kept-in-tab.ts'
import type { Occasion, OpenSurvey, Shown } from './open-survey.ts'
import type { ShowingContext } from './showing-context.ts'

/** Puts a survey into the page, unless the asking could not be remembered; with `kept`, resumes it where it was left. */
export function showSurvey(state: OpenSurvey, occasion: Occasion, kept?: KeptSurvey): void {
  try {
    const opening = openCard(state, occasion, kept)
    const record = kept?.record ?? firstRecord(state.context, occasion, opening)
    // Before the paint: if the asking cannot be remembered, the next page would ask again.
    if (kept || remembers(state.context, occasion)) enterPage(state, occasion, { ...opening, record }, !kept)
    else occasion.release()
  } catch {
    // If the page has broken the card, don't show it; and unless the right is released, no tab could ask any more.
    occasion.release()
    removeSurvey(state)
  }
}

/** A card that is ready to be shown. */
type Opening = Pick<Shown, 'handle' | 'settings'> & { id: string; isInline: boolean }

function openCard(
  state: OpenSurvey,
  { survey, trigger, opened, words }: Occasion,
  kept?: KeptSurvey,
): Opening {
  const { context, storing } = state
  const { browser } = context
  const id = kept ? kept.record.id : browser.newId(browser.now())
  const draft = kept || opened ? keptDraft(context) : null
  // A score preselected by a link counts as no answer before Send.
  const isPreselected = draft !== null && kept?.record.state !== 'scored'
  const current = context.settings()
  const settings: Settings = isPreselected ? { ...current, unsent: 'nothing' } : current
  const inline = survey.placement === 'inline' ? browser.findInlinePlace() : null
  const handle = context.parts.createSurvey({
    ...words,
    survey,
    settings,
    trigger,
    id,
    draft,
    identified: context.respondent() !== null,
    takeFocus: opened,
    inline,
    later: browser.later,
    events: {
      scoreChosen: (score, reasonQuestion) => scoreChosen(state, score, reasonQuestion),
      draftChanged: latest => storing.store('draft', () => keepDraft(context, latest)),
      send: answer => sendAnswer(state, answer),
      closed: () => endSurvey(state, 'closed'),
      optedOut: () => endSurvey(state, 'opted-out'),
    },
  })
  return { id, handle, settings, isInline: inline !== null }
}

/** The first revision of an asking's record. */
function firstRecord(
  { browser, settings, respondent, page, takeNotAsked }: ShowingContext,
  { survey, trigger, words }: Occasion,
  { id, handle }: { id: string; handle: SurveyHandle },
): StoredRecord {
  return newRecord({
    id,
    settings: settings(),
    survey,
    trigger,
    question: handle.question,
    locale: words.locale,
    askedAt: instant(browser.now()),
    respondent: respondent(),
    visitor: visitorOf(browser, settings(), id),
    notAsked: takeNotAsked(),
    page: { ...browser.page(), ...browser.pageStory() },
    pagesViewed: page.seen?.[2] ?? null,
  })
}

/** Whether this asking is remembered, or the site asks even if it is not. */
function remembers(
  { browser, settings, page, memory }: ShowingContext,
  { survey, trigger }: Occasion,
): boolean {
  const { site, withoutMemory } = settings()
  const visit = page.seen?.[1] ?? null
  const asking = { site, survey: survey.id, trigger, visit, now: browser.now() }
  return memory().rememberAsking(asking) || withoutMemory === 'ask'
}

/** @param isNew whether this page is the first to show the asking */
function enterPage(
  state: OpenSurvey,
  occasion: Occasion,
  opening: Opening & { record: StoredRecord },
  isNew: boolean,
): void {
  const { context, moments, storing } = state
  const { record } = opening
  const { survey, opened, release } = occasion
  const place = createCardPlace(
    { ...opening, survey, opened },
    { browser: context.browser, moments },
    {
      steppingAside: storing.storeNow,
      refused: () => endSurvey(state, 'site'),
    },
  )
  const scoredAt = Date.parse(`${record.scoredAt}`) || context.browser.now()
  const shown: Shown = { ...opening, place, occasion, release, scoredAt }
  state.shown = shown
  place.enter()
  state.watch()
  // Everything else waits for the paint, so that the question appears sooner.
  storing.store('opened', () => {
    keepOpen(state, shown)
    if (isNew) context.emit('asked', record)
  })
}
