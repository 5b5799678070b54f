import { categoryOf } from '../core/category.ts'
import { chooseSurvey, judge } from '../core/eligibility.ts'
import { chooseLocale } from '../core/locale.ts'
import { quietUntil } from '../core/quiet.ts'
import { mergeTriggers, readRespondent, readTrigger } from '../core/read-trigger.ts'
import type { StoredRecord } from '../core/record.ts'
import type { Problem, SurveySettings } from '../core/settings.ts'
import type { Trigger } from '../core/trigger.ts'
import type { LocaleWords } from '../i18n/locale-words.ts'
import type { ResponseRecord } from '../schema/response.ts'
import type { CreateSurvey } from '../survey/survey-part.ts'
import type { Conductor, Desk, EventName } from './conductor-part.ts'
import { createDelivery } from './delivery.ts'
import type { Environment } from './environment.ts'
import type { Bare } from './explanation.ts'
import { lookAround } from './look-around.ts'
import { type Memory, openMemory } from './memory.ts'
import { createPending, type Pending } from './pending.ts'
import { type Reading, readOptions } from './read-options.ts'
import { createShowing, type SurveyParts } from './showing.ts'

/** The parts that show a survey, as functions that were given. */
export interface SurveyLoader {
  survey(): Promise<CreateSurvey>
  words(locale: string): Promise<LocaleWords>
  /** Languages besides English. */
  locales: readonly string[]
}

const client = `howlikely/${__VERSION__}`
const day = 86_400_000

/** The one orchestration: trigger, eligibility, survey, outbox. Everything it does to the world goes through what it is given. */
export function createConductor(environment: Environment, desk: Desk, loader: SurveyLoader): Conductor {
  const { local, now } = environment
  let config: Readonly<Record<string, unknown>> | undefined
  let reading: Reading = readOptions(desk.layers(), environment.page().url)
  let memory: Memory = openMemory(environment, reading.settings)
  let problems: Problem[] = []
  let lastTrigger: Trigger | null = null
  let openElsewhere = false
  let isOver = false
  const heard: Trigger[] = []
  const stops = new Map<Pending, () => void>()
  /** Triggers that only consent holds back: they wait in the page's memory alone. */
  let unconsented: Trigger[] = []

  const settings = () => reading.settings
  const key = (name: string) => `howlikely:${settings().site}:${name}`
  const pending = createPending(environment, () => key('waiting'))

  const emit = (event: EventName, record: StoredRecord | ResponseRecord) => {
    desk.emit(event, record)
    const { id, survey, score, state } = record
    const category = score === null ? null : categoryOf(score)
    environment.announce(event, { id, survey, score, category, state })
  }
  const delivery = createDelivery(environment, settings, client, record => emit('delivered', record))

  const locale = () => chooseLocale(settings().locale, environment.page().languages, loader.locales)

  const loadParts = async (): Promise<SurveyParts> => {
    const tag = locale()
    const words = tag === 'en' ? null : loader.words(tag).catch(() => null)
    const [create, known] = await Promise.all([loader.survey(), words])
    // Where the language cannot be had, English is better than nothing.
    return { create, words: known, locale: known ? tag : 'en' }
  }

  const respondent = () => (isAnonymous() ? null : readRespondent(desk.identity()))
  const isAnonymous = () => environment.page().gpc && settings().gpc === 'anonymous'

  const situation = (trigger: Trigger | null, opened = false) =>
    lookAround(environment, desk, {
      settings: settings(),
      memory,
      respondent: respondent(),
      trigger,
      locale: locale(),
      openElsewhere,
      opened,
    })

  const setQuiet = () => {
    const until = quietUntil(situation(null))
    if (until === null) local.remove(key('quietUntil'))
    else if (memory.history().askings.length) local.set(key('quietUntil'), String(Math.min(until, now() + day)))
  }

  const showing = createShowing(environment, {
    settings,
    memory: () => memory,
    delivery,
    client,
    happened(event, record) {
      emit(event, record)
      setQuiet()
    },
  })

  /** Says what is wrong with the options, in the words of the check part, each once. */
  const tellProblems = async () => {
    const { debug } = settings()
    if (!reading.unreadable.length && !debug) return
    try {
      const check = await desk.check()
      for (const problem of check.problems(config ? [...desk.layers(), config] : desk.layers())) {
        if (problems.some(({ message }) => message === problem.message)) continue
        problems.push(problem)
        environment.say(problem.message)
        desk.emit('problem', problem)
      }
    } catch {
      environment.say(`these options could not be read, so the value that asks less holds: ${reading.unreadable.join(', ')}`)
    }
  }

  const asking = (survey: SurveySettings, trigger: Trigger, opened: boolean) => ({
    survey,
    trigger,
    respondent: respondent(),
    visitor: null,
    pagesViewed: desk.seen()?.[2] ?? null,
    opened,
  })

  /** Asks, if what was eligible still is. */
  const ask = async ({ trigger, survey: id }: Pick<Pending, 'trigger' | 'survey'>, opened: boolean): Promise<void> => {
    const parts = await loadParts()
    const release = await environment.claim(key('survey'), key('lease'))
    openElsewhere = !release
    const survey = chooseSurvey(settings(), judge(situation(trigger, opened)).filter(verdict => verdict.id === id))
    if (isOver || !release || !survey || showing.isOpen()) {
      release?.()
      return
    }
    desk.countVisits()
    showing.ask(asking(survey, trigger, opened), parts, release)
  }

  const drop = (one: Pending) => {
    stops.get(one)?.()
    stops.delete(one)
    pending.drop(one)
  }

  /** Waits until it is due and the moment is good, then asks. */
  const schedule = (one: Pending) => {
    const attempt = () => {
      if (environment.moment()) {
        const stop = environment.onMoment(() => {
          if (environment.moment()) return
          stop()
          attempt()
        })
        stops.set(one, stop)
        return
      }
      drop(one)
      ask(one, false).catch(() => {
        // The part could not be loaded: a later page tries again.
        pending.put(one)
      })
    }
    stops.set(one, environment.later(Math.max(0, one.due - now()), attempt))
  }

  const consider = (trigger: Trigger) => {
    lastTrigger = trigger
    const around = situation(trigger)
    const verdicts = judge({ ...around, moment: null })
    const survey = chooseSurvey(settings(), verdicts)
    setQuiet()
    if (!survey) {
      const onlyConsent = verdicts.some(({ rules }) => rules.every(({ pass, rule }) => pass || rule === 'consent'))
      if (onlyConsent) unconsented.push(trigger)
      return
    }
    const one = { trigger, survey: survey.id, due: trigger.at + Math.max(survey.after, survey.delay) }
    if (survey.after || survey.carryOver) pending.put(one)
    schedule(one)
    if (!survey.after) loadParts().catch(() => {})
  }

  const hear = (trigger: Trigger) => {
    for (const one of [...stops.keys()]) {
      if (survey(one.survey)?.cancelOn.includes(trigger.name)) drop(one)
    }
    const place = heard.findIndex(earlier => mergeTriggers(earlier, trigger))
    const earlier = heard[place]
    const merged = earlier && mergeTriggers(earlier, trigger)
    if (!earlier || !merged) {
      heard.push(trigger)
      return consider(trigger)
    }
    heard[place] = merged
    for (const one of stops.keys()) if (one.trigger === earlier) one.trigger = merged
  }

  const survey = (id: string) => settings().surveys.find(one => one.id === id)

  /** What earlier pages left: a survey that was open, triggers that wait, answers that nobody has accepted yet. */
  const pickUp = async () => {
    const kept = showing.kept()
    const release = await environment.claim(key('survey'), key('lease'))
    openElsewhere = !release
    if (release) {
      const own = kept && survey(kept.record.survey)
      const isFresh = kept && own && now() - kept.touchedAt <= own.carryOver
      if (kept && own && isFresh) {
        const { trigger } = kept.record
        const { ref, value, currency, signature, properties } = trigger
        const details = { ...properties, ref, value, currency, signature }
        const read = readTrigger({ ...trigger, details, at: Date.parse(trigger.at) })
        await loadParts().then(
          parts => showing.resume(kept, asking(own, read, false), parts, release),
          release,
        )
      } else {
        if (kept) showing.abandon(kept.record)
        for (const { record, open, touchedAt } of delivery.entries()) {
          if (open && now() - touchedAt > (survey(record.survey)?.carryOver ?? 0)) showing.abandon(record)
        }
        release()
      }
    }
    for (const one of pending.all()) {
      const own = survey(one.survey)
      if (!own || now() - one.due > own.carryOver) pending.drop(one)
      else schedule({ ...one, due: Math.max(one.due, now() + own.delay) })
    }
    await delivery.flush(true)
    setQuiet()
  }

  /** Options from the site's own address: they come last, and cannot say where answers go. */
  const loadConfig = async () => {
    const [tag] = desk.layers()
    if (typeof tag?.config !== 'string') return true
    try {
      const response = await environment.fetch(new URL(tag.config, environment.page().url).href, {})
      const { endpoint, headers, credentials, ...rest } = await response.json()
      config = rest
      return response.ok
    } catch {
      return false
    }
  }

  const read = () => {
    reading = readOptions(config ? [...desk.layers(), config] : desk.layers(), environment.page().url)
    memory = openMemory(environment, reading.settings)
    return tellProblems()
  }

  const ready = loadConfig().then(isLoaded => {
    if (!isLoaded) environment.say('the options at data-config could not be loaded, so nobody is asked on this page.')
    isOver ||= !isLoaded
    read()
    return pickUp()
  })

  const listening = [
    environment.onHidden(showing.hide),
    environment.onLeave(showing.letGo),
    environment.onReturn(() => {
      showing.takeBack()
      delivery.flush(true)
    }),
    environment.onOnline(() => delivery.flush(true)),
  ]

  return {
    trigger: raw =>
      void ready.then(() => {
        if (!isOver) hear(readTrigger(raw))
      }),

    show: id =>
      void ready.then(async () => {
        const wanted = id === undefined ? settings().surveys[0] : survey(id)
        if (!wanted || isOver || showing.isOpen()) return
        const trigger = readTrigger({ name: 'show', details: {}, source: 'show', at: now() })
        await ask({ trigger, survey: wanted.id }, true).catch(() => {})
      }),

    close: () => showing.close('site'),

    async explain() {
      await ready
      const check = await desk.check()
      problems = check.problems(config ? [...desk.layers(), config] : desk.layers())
      const bare: Bare = {
        at: now(),
        memory: memory.kind,
        trigger: lastTrigger,
        waiting: pending.all(),
        surveys: judge(situation(lastTrigger)),
        outbox: delivery.entries().map(({ record, tries, status, nextAt }) => ({
          id: record.id,
          revision: record.revision,
          tries,
          status,
          nextAt,
        })),
        problems,
      }
      const explanation = check.explain(bare, locale())
      check.print(explanation)
      return explanation
    },

    async forget() {
      showing.forget()
      for (const one of [...stops.keys()]) drop(one)
      for (const shelf of [local, environment.session]) {
        for (const name of shelf.keys()) if (name.startsWith(key(''))) shelf.remove(name)
      }
      delivery.stop()
    },

    changed: () =>
      void ready.then(() => {
        read()
        const again = unconsented
        unconsented = []
        again.forEach(consider)
      }),

    destroy() {
      showing.close('site')
      isOver = true
      for (const stop of [...stops.values(), ...listening, delivery.stop]) stop()
    },
  }
}
