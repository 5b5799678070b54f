import { chooseLocale } from '../core/locale.ts'
import type { LocaleWords } from '../i18n/locale-words.ts'
import type { CreateLater, Later } from '../later/later-part.ts'
import type { CreateSurvey } from '../survey/survey-part.ts'
import type { SurveyMore } from '../survey-more/survey-more-part.ts'
import type { Asking, AskingDesk, Pending } from './asking-part.ts'
import { createDelivery } from './delivery.ts'
import { needsMore } from './needs-more.ts'
import { createPending } from './pending.ts'
import { createShowing, type SurveyParts } from './showing.ts'
import type { Stage } from './stage.ts'

/** The parts that an asking needs, as functions that were given. */
export interface AskingParts {
  survey(): Promise<CreateSurvey>
  surveyMore(): Promise<SurveyMore>
  words(locale: string): Promise<LocaleWords>
  /** Languages besides English. */
  locales: readonly string[]
  later(): Promise<CreateLater>
}

/** From "may be asked" to "the endpoint has it": the good moment, the one survey over all tabs, the outbox. */
export function createAsking(desk: AskingDesk, stage: Stage, parts: AskingParts): Asking {
  const { environment, settings, key } = desk
  const { local, now } = environment
  const pending = createPending(local, () => key('waiting'))
  /** What stops the waiting of each trigger on this page. */
  const stops = new Map<Pending, () => void>()
  let later: Promise<Later> | undefined

  /** Where the part cannot be loaded, what is kept waits for a page on which it can. */
  const leave = (action: (later: Later) => unknown) => {
    later ??= parts
      .later()
      .then(create =>
        create({ desk, stage, delivery, showing, claim, loadParts, find, waiting: pending.all, wait, drop }),
      )
    return later.then(action).catch(() => {
      later = undefined
    })
  }
  const delivery = createDelivery(desk, stage, (...failure) => leave(it => it.failed(...failure)))
  const showing = createShowing(desk, stage, delivery)

  const loadParts = async (): Promise<SurveyParts> => {
    const locale = chooseLocale(settings().locale, environment.page().languages, parts.locales)
    const [create, more, words] = await Promise.all([
      parts.survey(),
      needsMore(settings()) || stage.isThemed() ? parts.surveyMore() : null,
      // Where the language cannot be had, English is better than nothing.
      locale === 'en' ? null : parts.words(locale).catch(() => null),
    ])
    return { create, more, words, locale: words ? locale : 'en' }
  }

  const claim = () => stage.claim(key('survey'), key('lease'))
  const find = (id: string) => settings().surveys.find(survey => survey.id === id)

  const drop = (one: Pending) => {
    stops.get(one)?.()
    stops.delete(one)
    pending.drop(one)
  }

  const ask = async (one: Pending, opened: boolean) => {
    const loaded = await loadParts()
    const release = await claim()
    const survey = desk.stillEligible(one, { opened, openElsewhere: !release })
    drop(one)
    if (!release || !survey || showing.isOpen()) return release?.()
    desk.countVisits()
    showing.show({ survey, trigger: one.trigger, opened, parts: loaded, release })
  }

  const wait = (one: Pending) => {
    const attempt = () => {
      if (!stage.moment()) return void ask(one, false).catch(() => {}) // A part could not be loaded: a later page asks.
      const stop = stage.onMoment(() => {
        if (stage.moment()) return
        stop()
        attempt()
      })
      stops.set(one, stop)
    }
    const { after = 0, carryOver = 0 } = find(one.survey) ?? {}
    if (after || carryOver) {
      pending.put(one)
      // A page view looks after it, should this page go away.
      local.set(key('wakeAt'), `${Math.min(one.due, now() + 864e5)}`)
    }
    stops.set(one, stage.later(Math.max(0, one.due - now()), attempt))
    if (!after) loadParts().catch(() => {})
  }

  const flush = () => delivery.entries().length && leave(it => it.flush())
  const listening = [
    stage.on('hidden', () => {
      showing.hide()
      if (later) leave(it => it.flush(true))
    }),
    stage.on('leave', showing.letGo),
    stage.on('return', () => {
      claim().then(showing.takeBack)
      flush()
    }),
    stage.on('online', flush),
  ]

  return {
    wait,
    open: one => void ask(one, true).catch(() => {}),
    pickUp: () => leave(it => it.pickUp()),
    cancel: survey => [...stops.keys()].filter(one => one.survey === survey).forEach(drop),
    replace: (earlier, merged) => {
      for (const one of stops.keys()) if (one.trigger === earlier) one.trigger = merged
    },
    close: () => showing.close('site'),
    waiting: pending.all,
    outbox: delivery.entries,
    forget() {
      showing.forget()
      ;[...stops.keys()].forEach(drop)
      for (const { record } of delivery.entries()) delivery.drop(record.id)
    },
    destroy() {
      showing.close('site')
      later?.then(it => it.stop())
      for (const stop of [...stops.values(), ...listening]) stop()
    },
  }
}
