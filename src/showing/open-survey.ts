import { newRecord } from '../delivery/new-record.ts'
import { instant, type StoredRecord, sendsWhenHidden } from '../delivery/record.ts'
import { visitorOf } from '../history/visitor-id.ts'
import type { Settings, SurveySettings } from '../options/settings.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { Draft, SendOutcome, SurveyHandle } from '../survey/survey-request.ts'
import { advanceRecord, type EndedBy, endRecord } from './advance-record.ts'
import { type CardPlace, createCardPlace } from './card-place.ts'
import type { CardWords } from './card-words.ts'
import { clearTab, type KeptSurvey, keepDraft, keepSurvey, keptDraft, keptSurvey } from './kept-in-tab.ts'
import type { Moments } from './moments.ts'
import type { ShowingContext } from './showing-context.ts'
import { storeAfterPaint } from './store-after-paint.ts'
import type { ReleaseLock } from './tab-lock.ts'

/** The survey to show, and why. */
export interface Occasion {
  survey: SurveySettings
  trigger: Trigger
  /** The visitor opened it, so focus moves to the question. */
  opened: boolean
  words: CardWords
  release: ReleaseLock
}

/** The one survey that may be in this page, with its record. */
export interface OpenSurvey {
  isOpen(): boolean
  /** Its survey's id, or null. */
  id(): string | null
  /** Puts a survey into the page, unless the asking could not be remembered; with `kept`, resumes it where it was left. */
  show(occasion: Occasion, kept?: KeptSurvey): void
  close(by: 'site' | 'left'): void
  /** Checks whether the card stands where it should; see `CardPlace.look`. */
  look(isRegular?: boolean): void
  /** The page is hidden, perhaps forever. */
  pageHidden(): void
  /** Releases the right to show while the page is away: a held lock would keep it out of the back-forward cache. */
  releaseLock(): void
  /** The page is back, and has the right to show; null if another tab has it. */
  reclaimLock(release: ReleaseLock | null): void
  /** Removes the survey from the page. */
  remove(): void
}

/** A survey while it is open. */
interface Shown {
  readonly handle: SurveyHandle
  readonly occasion: Occasion
  readonly place: CardPlace
  /** How the state table treats this survey's score. */
  readonly manner: Settings
  record: StoredRecord
  release: ReleaseLock | null
  scoredAt: number
}

/** @param watch has the page looked at again and again while a survey is open */
export function createOpenSurvey(context: ShowingContext, moments: Moments, watch: () => void): OpenSurvey {
  const { browser, delivery, settings } = context
  const storing = storeAfterPaint(browser)
  let shown: Shown | null = null

  function show(occasion: Occasion, kept?: KeptSurvey): void {
    try {
      open(occasion, kept)
    } catch {
      // If the page has broken the card, don't show it; and unless the right is released, no tab could ask any more.
      occasion.release()
      remove()
    }
  }

  function open(occasion: Occasion, kept?: KeptSurvey): void {
    const opening = openCard(occasion, kept)
    const record = kept?.record ?? firstRecord(context, occasion, opening)
    // Before the paint: if the asking cannot be remembered, the next page would ask again.
    if (!kept && !remembers(occasion)) {
      occasion.release()
      return
    }
    const { survey, release } = occasion
    const place = createCardPlace(
      { ...opening, survey, opened: occasion.opened },
      { browser, moments },
      { steppingAside: storing.storeNow, refused: () => end('site') },
    )
    const scoredAt = Date.parse(`${record.scoredAt}`) || browser.now()
    const current = { ...opening, place, record, occasion, release, scoredAt }
    shown = current
    place.enter()
    watch()
    // Everything else waits for the paint, so that the question appears sooner.
    storing.store('opened', () => {
      keepOpen(current)
      if (!kept) context.emit('asked', record)
    })
  }

  /** Whether this asking is remembered, or the site asks even if it is not. */
  function remembers({ survey, trigger }: Occasion): boolean {
    const { site, withoutMemory } = settings()
    const visit = context.page.seen?.[1] ?? null
    const asking = { site, survey: survey.id, trigger, visit, now: browser.now() }
    return context.memory().rememberAsking(asking) || withoutMemory === 'ask'
  }

  function openCard({ survey, trigger, opened, words }: Occasion, kept?: KeptSurvey) {
    const id = kept ? kept.record.id : browser.newId(browser.now())
    const draft = kept || opened ? keptDraft(context) : null
    // A score preselected by a link counts as no answer before Send.
    const isPreselected = draft !== null && kept?.record.state !== 'scored'
    const manner: Settings = isPreselected ? { ...settings(), unsent: 'nothing' } : settings()
    const inline = survey.placement === 'inline' ? browser.findInlinePlace() : null
    const handle = context.parts.createSurvey({
      ...words,
      survey,
      settings: manner,
      trigger,
      id,
      draft,
      identified: context.respondent() !== null,
      takeFocus: opened,
      inline,
      later: browser.later,
      events: {
        scoreChosen,
        draftChanged: latest => storing.store('draft', () => keepDraft(context, latest)),
        send: sendAnswer,
        closed: () => end('closed'),
        optedOut: () => end('opted-out'),
      },
    })
    return { id, handle, manner, isInline: inline !== null }
  }

  /** Keeps the open survey in the tab, and in the outbox if the record may be sent as it stands; then returns its id. */
  function keepOpen({ record, occasion }: Shown): string | null {
    keepSurvey(context, record, occasion.trigger)
    if (!sendsWhenHidden(record, settings().report)) return null
    delivery.keep(record, true)
    return record.id
  }

  /** The choice is painted first and stored right after that. */
  function scoreChosen(score: number, reasonQuestion: string): void {
    if (!shown) return
    shown.scoredAt = browser.now()
    storing.store('score', () => storeScore(score, reasonQuestion))
  }

  function storeScore(score: number, reasonQuestion: string): void {
    if (!shown) return
    const event = { type: 'score', score, reasonQuestion } as const
    shown.record = advanceRecord(context, shown.record, event, shown.manner).record
    keepSurvey(context, shown.record, shown.occasion.trigger)
    context.emit('scored', shown.record)
  }

  async function sendAnswer(draft: Draft): Promise<SendOutcome> {
    storing.storeNow()
    if (!shown || draft.score === null) return 'lost'
    const current = shown
    const before = current.record
    const { record: answered, isStored } = advanceRecord(context, before, {
      type: 'send',
      answer: answerOf(draft, draft.score, current),
    })
    const sending = delivery.send(answered.id)
    if (!isStored && !(await sending)) {
      // Neither stored nor sent: the visitor may change the text and try again, under a higher revision.
      delivery.drop(before.id)
      current.record = { ...before, revision: answered.revision }
      return 'lost'
    }
    current.record = answered
    clearTab(context)
    context.emit('answered', answered)
    return 'kept'
  }

  function end(by: EndedBy): void {
    storing.storeNow()
    if (shown && shown.record.state !== 'answered') endRecord(context, shown.record, by)
    remove()
  }

  function remove(): void {
    storing.storeNow()
    const gone = shown
    shown = null
    gone?.handle.remove()
    gone?.release?.()
  }

  /** Whether another page has ended a survey that was scored here: nothing done here would count any more. */
  const isEndedElsewhere = (record: StoredRecord): boolean =>
    sendsWhenHidden(record, settings().report) && !delivery.find(record.id)?.open

  /**
   * Whether the history says that the asking has ended, or no longer knows it. When Firefox restores a page, it also
   * restores the session storage that the page left with, so what the tab keeps doesn't show what another page did.
   */
  function isOverInHistory({ survey }: StoredRecord): boolean {
    const { canRemember, history } = context.memory()
    return canRemember && history().askings.findLast(asking => asking.survey === survey)?.outcome !== 'open'
  }

  /**
   * The page is back. Meanwhile another may have continued or ended the survey, so only what is stored says how far it
   * is.
   */
  function goOnFromTab({ record, handle, occasion }: Shown, release: ReleaseLock): void {
    if (record.state === 'answered') return
    const kept = keptSurvey(context)
    const isOver = isOverInHistory(record) || isEndedElsewhere(record)
    if (isOver) clearTab(context)
    if (isOver || kept?.record.id !== record.id) remove()
    else {
      handle.remove()
      show({ ...occasion, opened: false, release }, kept)
    }
  }

  return {
    isOpen: () => shown !== null,
    id: () => shown?.record.survey ?? null,
    show,
    close: end,
    look: isRegular => shown?.place.look(isRegular),
    pageHidden() {
      storing.storeNow()
      const id = shown && shown.record.state !== 'answered' ? keepOpen(shown) : null
      if (id) delivery.send(id)
    },
    releaseLock() {
      shown?.release?.()
      if (shown) shown.release = null
    },
    reclaimLock(release) {
      if (!shown || shown.release) return release?.()
      shown.release = release
      if (release) goOnFromTab(shown, release)
      else if (keptSurvey(context)?.record.id === shown.record.id) end('left')
      else remove()
    },
    remove,
  }
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
    told: takeNotAsked(),
    page: { ...browser.page(), ...browser.pageStory() },
    pagesViewed: page.seen?.[2] ?? null,
  })
}

/** The answer that Send sends. */
const answerOf = (
  { reason, answers, contact }: Draft,
  score: number,
  { handle, scoredAt }: Pick<Shown, 'handle' | 'scoredAt'>,
) => ({
  score,
  scoredAt,
  reasonQuestion: handle.reasonQuestion(score),
  reason: reason.trim() || null,
  answers: answers as StoredRecord['answers'],
  contact: contact.allowed ? { allowed: true, email: contact.email.trim() || null } : null,
})
