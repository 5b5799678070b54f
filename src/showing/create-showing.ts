import type { Browser } from '../browser/browser.ts'
import type { Asking, AskingContext, WaitingTrigger } from '../decision/asking.ts'
import { createDelivery } from '../delivery/delivery.ts'
import { categoryOf } from '../figures/category.ts'
import type { SurveySettings } from '../options/settings.ts'
import { createLocaleReport, loadCardWords } from './card-words.ts'
import { endSurvey, removeSurvey } from './end-survey.ts'
import { createLookout } from './lookout.ts'
import { createMomentQueue } from './moment-queue.ts'
import { createMoments } from './moments.ts'
import { createOpenSurvey } from './open-survey.ts'
import { listenToPage } from './page-events.ts'
import { resume } from './resume.ts'
import { showSurvey } from './show-survey.ts'
import type { ShowingContext, SurveyParts } from './showing-context.ts'
import { requestTabLock } from './tab-lock.ts'

const ignore = () => {}

/** Tells the decision about an event, and the page's other scripts, but these without the words or the respondent. */
const announcing =
  (context: AskingContext, browser: Browser): AskingContext['emit'] =>
  (event, record) => {
    context.emit(event, record)
    const { id, survey, score, state } = record
    const category = score === null ? null : categoryOf(score)
    browser.announce(event, { id, survey, score, category, state })
  }

/** Does everything from "may be asked" to "the endpoint has the answer": the good moment, one survey across tabs, the outbox. */
export function createShowing(asking: AskingContext, browser: Browser, parts: SurveyParts): Asking {
  const emit = announcing(asking, browser)
  const delivery = createDelivery({
    browser,
    settings: asking.settings,
    key: asking.key,
    delivered: record => emit('delivered', record),
    waitingDue: () => queue.stored().map(({ due }) => due),
  })
  const context: ShowingContext = { ...asking, browser, parts, delivery, emit }
  const moments = createMoments(context)
  const watch = () => lookout.begin()
  const openSurvey = createOpenSurvey(context, moments, watch)
  const queue = createMomentQueue(context, moments, waiting => askSafely(waiting, false), watch)
  const lookout = createLookout(
    browser,
    () => openSurvey.shown !== null || queue.isDue(),
    () => look(true),
  )
  const reportUnknownLocale = createLocaleReport(context)
  const requestLock = () => requestTabLock(context, () => endSurvey(openSurvey, 'left'))
  const stopListening = listenToPage({ ...context, openSurvey, queue, moments, requestLock, look })

  function look(isRegular?: boolean): void {
    openSurvey.shown?.place.look(isRegular)
    queue.askDue()
  }

  /** Asks, if every rule and the moment still allow it and no other tab shows a survey. */
  async function ask(waiting: WaitingTrigger, opened: boolean): Promise<void> {
    const words = await loadCardWords(context)
    reportUnknownLocale()
    const release = await requestLock()
    const survey = surveyAllowedBy(waiting, { opened, openElsewhere: !release })
    if (!release || !survey) return release?.()
    if (context.memory().canRemember) context.page.countVisits()
    showSurvey(openSurvey, { survey, trigger: waiting.trigger, opened, words, release })
  }

  /** The survey that a trigger may show now. The trigger then stops waiting, unless only the moment is bad. */
  function surveyAllowedBy(
    waiting: WaitingTrigger,
    about: { opened: boolean; openElsewhere: boolean },
  ): SurveySettings | undefined {
    const survey = context.stillEligible(waiting, about)
    const isWanted = about.opened || queue.has(waiting)
    // Meanwhile the visitor may have begun to type.
    const isBadMoment = !about.opened && isWanted && queue.moment(waiting) !== null
    const isLost = isWanted && !isBadMoment && !survey && !about.opened && !queue.isHandledElsewhere(waiting)
    if (isLost) context.countNotAsked(waiting, about)
    if (isBadMoment) queue.postpone(waiting)
    else queue.drop(waiting)
    return isWanted && !isBadMoment && !openSurvey.shown ? survey : undefined
  }

  /** If a part could not be loaded, a later page asks. */
  const askSafely = (waiting: WaitingTrigger, opened: boolean) => void ask(waiting, opened).catch(ignore)

  return {
    wait(waiting) {
      // Load the words during the delay; for a later day they are loaded on that day.
      const survey = context.settings().surveys.find(({ id }) => id === waiting.survey)
      if (!survey?.after) loadCardWords(context).catch(ignore)
      queue.add(waiting)
    },
    open: waiting => askSafely(waiting, true),
    resume: () => resume(context, { openSurvey, queue, requestLock }),
    cancel: queue.dropSurvey,
    replace: queue.replace,
    close: () => endSurvey(openSurvey, 'site'),
    moment: () => queue.moment(),
    waiting: queue.stored,
    shown: () => openSurvey.shown?.record.survey ?? null,
    outbox: delivery.entries,
    forget() {
      removeSurvey(openSurvey)
      queue.clear()
      delivery.forget()
    },
    destroy() {
      endSurvey(openSurvey, 'site')
      queue.clear()
      lookout.end()
      delivery.stop()
      stopListening()
    },
  }
}
