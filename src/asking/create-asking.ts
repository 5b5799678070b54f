import { chooseLocale } from '../core/locale.ts'
import type { LocaleWords } from '../i18n/locale-words.ts'
import type { CreateSurvey } from '../survey/survey-part.ts'
import type { Asking, AskingDesk, Pending } from './asking-part.ts'
import { createDelivery } from './delivery.ts'
import { createPending } from './pending.ts'
import { createShowing, type SurveyParts } from './showing.ts'
import type { Stage } from './stage.ts'

/** The parts that a survey is made of, as functions that were given. */
export interface SurveyLoader {
  survey(): Promise<CreateSurvey>
  words(locale: string): Promise<LocaleWords>
  /** Languages besides English. */
  locales: readonly string[]
}

/** From "may be asked" to "the endpoint has it": the good moment, the one survey over all tabs, the outbox. */
export function createAsking(desk: AskingDesk, stage: Stage, loader: SurveyLoader): Asking {
  const { environment, settings, key } = desk
  const { now } = environment
  const pending = createPending(environment.local, () => key('waiting'))
  const delivery = createDelivery(desk, stage, () => Math.min(...pending.all().map(({ due }) => due)))
  const showing = createShowing(desk, stage, delivery)
  /** What stops the waiting of each trigger on this page. */
  const stops = new Map<Pending, () => void>()

  const loadParts = async (): Promise<SurveyParts> => {
    const locale = chooseLocale(settings().locale, environment.page().languages, loader.locales)
    const [create, words] = await Promise.all([
      loader.survey(),
      // Where the language cannot be had, English is better than nothing.
      locale === 'en' ? null : loader.words(locale).catch(() => null),
    ])
    return { create, words, locale: words ? locale : 'en' }
  }

  const claim = () => stage.claim(key('survey'), key('lease'))
  const find = (id: string) => settings().surveys.find(survey => survey.id === id)

  const drop = (one: Pending) => {
    stops.get(one)?.()
    stops.delete(one)
    pending.drop(one)
    delivery.plan()
  }

  const ask = async (one: Pending, opened: boolean) => {
    const parts = await loadParts()
    const release = await claim()
    const survey = desk.stillEligible(one, { opened, openElsewhere: !release })
    drop(one)
    if (!release || !survey || showing.isOpen()) {
      release?.()
      return
    }
    desk.countVisits()
    showing.show({ survey, trigger: one.trigger, opened, parts, release })
  }

  const wait = (one: Pending) => {
    const attempt = () => {
      if (!stage.moment()) {
        ask(one, false).catch(() => {}) // A part could not be loaded: it waits for a later page.
        return
      }
      const stop = stage.onMoment(() => {
        if (stage.moment()) return
        stop()
        attempt()
      })
      stops.set(one, stop)
    }
    const survey = find(one.survey)
    if (survey?.after || survey?.carryOver) pending.put(one)
    stops.set(one, stage.later(Math.max(0, one.due - now()), attempt))
    delivery.plan()
    if (!survey?.after) loadParts().catch(() => {})
  }

  /** The survey that this tab had open goes on within `carryOver`; what nobody comes back to has ended. */
  const pickUpOpen = async () => {
    const kept = showing.kept()
    const release = await claim()
    // Without the right, another tab shows it: this one is a copy of that.
    if (!release) return
    const own = kept && find(kept.record.survey)
    if (own && now() - kept.touchedAt <= own.carryOver) {
      return loadParts().then(
        parts => showing.show({ survey: own, trigger: kept.trigger, opened: false, parts, release }, kept),
        release,
      )
    }
    if (kept) showing.abandon(kept.record)
    for (const { record, open, touchedAt } of delivery.entries()) {
      if (open && now() - touchedAt > (find(record.survey)?.carryOver ?? 0)) showing.abandon(record)
    }
    release()
  }

  const listening = [
    stage.on('hidden', showing.hide),
    stage.on('leave', showing.letGo),
    stage.on('return', () => {
      claim().then(showing.takeBack)
      delivery.flush(true)
    }),
    stage.on('online', () => delivery.flush(true)),
  ]

  return {
    wait,
    open: one => void ask(one, true).catch(() => {}),
    async pickUp() {
      await pickUpOpen()
      for (const one of pending.all()) {
        const own = find(one.survey)
        if (own && now() - one.due <= own.carryOver)
          wait({ ...one, due: Math.max(one.due, now() + own.delay) })
        else drop(one)
      }
      await delivery.flush(true)
    },
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
      for (const stop of [...stops.values(), ...listening, delivery.stop]) stop()
    },
  }
}
