import { createDelivery } from '../delivery/delivery.ts'
import type { CreateLater, Later } from '../delivery/later-part.ts'
import { categoryOf } from '../figures/category.ts'
import { chooseLocale, languageOf } from '../i18n/choose-locale.ts'
import type { LocaleWords } from '../i18n/locale-words.ts'
import type { CreateSurvey } from '../survey/survey-request.ts'
import type { Asking, AskingDesk, Pending } from './asking-part.ts'
import { takeLease } from './lease.ts'
import { createShowing, type SurveyParts } from './showing.ts'
import type { Stage } from './stage.ts'
import { createPending } from './waiting-triggers.ts'

/** The parts that an asking needs, as functions that were given. */
export interface AskingParts {
  survey(): Promise<CreateSurvey>
  words(locale: string): Promise<LocaleWords>
  /** Languages besides English. */
  locales: readonly string[]
  later(): Promise<CreateLater>
}

const none = () => {}

/** From "may be asked" to "the endpoint has it": the good moment, the one survey over all tabs, the outbox. */
export function createAsking(conductor: AskingDesk, stage: Stage, parts: AskingParts): Asking {
  const desk: AskingDesk = {
    ...conductor,
    happened(event, record) {
      conductor.happened(event, record)
      // Other scripts listen too: they learn neither words nor who it was.
      const { id, survey, score, state } = record
      const category = score === null ? null : categoryOf(score)
      stage.announce(event, { id, survey, score, category, state })
    },
  }
  const { environment, settings, key } = desk
  const { local, now } = environment
  const pending = createPending(local, () => key('waiting'))
  /** What waits on this page, and whether it lacks only a good moment. */
  const here = new Map<Pending, boolean>()
  const presence = new AbortController()
  let later: Promise<Later> | undefined
  let isPrinting: boolean | undefined
  let isLocaleTold: boolean | undefined

  /** Where the part cannot be loaded, what is kept waits for a page on which it can. */
  const leave = async <Result>(
    action: (later: Later) => Result | Promise<Result>,
  ): Promise<Result | undefined> => {
    later ??= parts
      .later()
      .then(create =>
        create({ desk, stage, delivery, showing, claim, loadParts, find, waiting: pending.all, wait, drop }),
      )
    try {
      return await action(await later)
    } catch {
      later = undefined
      return later
    }
  }
  const delivery = createDelivery(desk, stage, (id, refusal) => leave(it => it.refused(id, refusal)))
  const showing = createShowing(desk, stage, delivery)

  const loadParts = async (): Promise<SurveyParts> => {
    const wanted = settings().locale
    const locale = chooseLocale(wanted, stage.page().languages, parts.locales)
    if (wanted !== 'auto' && languageOf(wanted) !== languageOf(locale) && !isLocaleTold) {
      isLocaleTold = true
      desk.environment.say(
        `the option locale is "${wanted}", which the card does not speak: it asks in "${locale}".`,
      )
    }
    const [create, words] = await Promise.all([
      parts.survey(),
      // Where the language cannot be had, English is better than nothing.
      locale === 'en' ? null : parts.words(locale).catch(() => null),
    ])
    return { create, words, locale: words ? locale : 'en' }
  }

  const claim = () => stage.claim(key('survey')).catch(() => takeLease(key('lease'), desk.environment, stage))
  const find = (id: string) => settings().surveys.find(survey => survey.id === id)

  const drop = (one: Pending) => {
    here.delete(one)
    pending.drop(one)
  }

  const moment = () => (isPrinting ? 'printing' : stage.moment() || settings().spares?.(attempt))

  const ask = async (one: Pending, opened: boolean) => {
    const loaded = await loadParts()
    // What a server has written down counts here, too; where it cannot be read, nobody is asked.
    const isKnown =
      !stage.cookies().includes(`howlikely_${settings().site}_s=`) || (await leave(it => it.recall()))
    const release = await claim()
    const survey = desk.stillEligible(one, { opened, openElsewhere: !release })
    const isWanted = opened || here.has(one)
    // The visitor may have begun to type while all this was on its way.
    const isLater = !opened && isWanted && moment()
    if (isLater) here.set(one, true)
    else drop(one)
    if (!release || !survey || !isWanted || isLater || !isKnown || showing.isOpen()) return release?.()
    if (desk.memory().canRemember) desk.countVisits()
    showing.show({ survey, trigger: one.trigger, opened, parts: loaded, release })
  }

  const attempt = () => {
    for (const [one, isDue] of here) {
      if (!isDue || moment()) continue
      here.set(one, false)
      ask(one, false).catch(none) // A part could not be loaded: a later page asks.
    }
  }

  const wait = (one: Pending, at = one.due) => {
    const survey = find(one.survey)
    if (survey?.after || survey?.carryOver) {
      pending.put(one)
      // A page view looks after it, should this page go away.
      local.set(key('wakeAt'), `${Math.min(one.due, now() + 864e5)}`)
    }
    here.set(one, false)
    stage.later(at - now(), () => {
      if (here.has(one)) here.set(one, true)
      attempt()
    })
    if (!survey?.after) loadParts().catch(none)
  }

  const hide = () => {
    showing.hide()
    if (later) leave(it => it.flush(true))
  }
  const flush = () => delivery.entries().length && leave(it => it.flush())
  const on = (types: string, listener: (event: Event) => unknown) =>
    stage.on(types, listener, presence.signal)
  // Focus and dialogs settle after their event.
  on('visibilitychange focusin focusout click keyup close afterprint', () => stage.later(50, attempt))
  on('beforeprint afterprint', ({ type }) => {
    isPrinting = type === 'beforeprint'
  })
  on('visibilitychange', () => stage.moment() === 'hidden' && hide())
  on('pagehide', () => {
    hide()
    showing.letGo()
  })
  on('pageshow', event => {
    // Else the page is new, and what shows a survey on it may be about to claim the right.
    if (!(event as PageTransitionEvent).persisted) return
    claim().then(showing.takeBack)
    flush()
  })
  on('online', flush)

  return {
    wait,
    open: one => void ask(one, true).catch(none),
    pickUp: () => leave(it => it.pickUp()),
    cancel: survey => {
      for (const one of here.keys()) if (one.survey === survey) drop(one)
    },
    replace: (earlier, merged) => {
      for (const one of here.keys()) if (one.trigger === earlier) one.trigger = merged
    },
    close: () => showing.close('site'),
    moment,
    waiting: pending.all,
    outbox: delivery.entries,
    forget() {
      showing.takeDown()
      here.clear()
      delivery.forget()
    },
    destroy() {
      showing.close('site')
      later?.then(it => it.stop(), none)
      here.clear()
      presence.abort()
    },
  }
}
