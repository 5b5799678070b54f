import type { Asking, CreateAsking } from '../asking/asking-part.ts'
import { categoryOf } from '../core/category.ts'
import { chooseSurvey } from '../core/eligible.ts'
import { quietUntil } from '../core/quiet.ts'
import { mergeTriggers, readRespondent, readTrigger } from '../core/read-trigger.ts'
import type { Problem } from '../core/settings.ts'
import type { Situation } from '../core/situation.ts'
import type { Trigger } from '../core/trigger.ts'
import type { More } from '../more/more-part.ts'
import type { Conductor, Desk, EventName } from './conductor-part.ts'
import type { Environment } from './environment.ts'
import { lookAround } from './look-around.ts'
import { openMemory } from './memory.ts'
import { readOptions } from './read-options.ts'

const client = `howlikely/${__VERSION__}`

/** What the conductor watches over: gathers, decides, and hands over to the asking whoever is to be asked. */
export function createConductor(
  environment: Environment,
  desk: Desk,
  parts: { asking(): Promise<CreateAsking>; more(): Promise<More> },
): Conductor {
  const { local, session, now } = environment
  let config: Readonly<Record<string, unknown>> = {}
  const layers = () => [...desk.layers, config]
  let more: More | undefined
  let reading = readOptions(layers(), environment.page().url)
  let memory = openMemory(environment, reading.settings, desk.builtAt)
  let problems: Problem[] = []
  let lastTrigger: Trigger | null = null
  let asking: Promise<Asking> | undefined
  let isOver = false
  const heard: Trigger[] = []
  /** Triggers that only consent holds back: they wait in the page's memory alone. */
  const unconsented: Trigger[] = []

  const settings = () => reading.settings
  const key = (name: string) => `howlikely:${settings().site}:${name}`
  const respondent = () =>
    environment.page().gpc && settings().gpc === 'anonymous' ? null : readRespondent(desk.said.identify)
  const around = (trigger: Trigger | null) =>
    lookAround(environment, desk, { settings: settings(), memory, respondent: respondent(), trigger })

  const choose = (situation: Situation) => chooseSurvey(situation, more?.allows ?? (() => true))

  const emit = (event: EventName, detail: unknown) => {
    for (const [name, handler] of [...desk.handlers]) {
      try {
        if (name === event) handler(detail)
      } catch (error) {
        // The host's own mistake belongs on the host's console, and must not stop us.
        setTimeout(() => {
          throw error
        })
      }
    }
  }

  const setQuiet = () => {
    const until = quietUntil(around(null))
    if (until === null) local.remove(key('quietUntil'))
    // Nothing is written before the first asking.
    else if (memory.history().askings.length) local.set(key('quietUntil'), String(until))
  }

  const wakeAsking = (): Promise<Asking> => {
    asking ??= parts.asking().then(create =>
      create({
        environment,
        client,
        settings,
        key,
        memory: () => memory,
        respondent,
        pagesViewed: () => desk.seen()?.[2] ?? null,
        stillEligible({ trigger, survey }, also) {
          const situation = { ...around(trigger), ...also }
          const surveys = settings().surveys.filter(({ id }) => id === survey)
          return isOver ? null : choose({ ...situation, settings: { ...settings(), surveys } })
        },
        countVisits: desk.countVisits,
        happened(event, record) {
          emit(event, record)
          const { id, survey, score, state } = record
          const category = score === null ? null : categoryOf(score)
          environment.announce(event, { id, survey, score, category, state })
          setQuiet()
        },
        load: desk.load,
      }),
    )
    asking.catch(() => {
      asking = undefined
    })
    return asking
  }
  const tell = (action: (asking: Asking) => void) => wakeAsking().then(action, () => {})

  /** Says what is wrong with the options, in the words of the check part, each once. */
  const tellProblems = async () => {
    const { unreadable } = reading
    if (!unreadable.length && !settings().debug) return
    const told = problems
    try {
      problems = (await desk.check()).problems(layers())
    } catch {
      environment.say(`the value that asks less holds for what could not be read: ${unreadable}`)
    }
    for (const problem of problems) {
      if (told.some(({ message }) => message === problem.message)) continue
      environment.say(problem.message)
      emit('problem', problem)
    }
  }

  /** The sample needs dice that fall once per browser. */
  const plantSeed = () => {
    const history = memory.history()
    if (history.seed !== null || settings().surveys.every(({ sample }) => sample === 1)) return
    memory.save({ ...history, seed: Math.floor(environment.random() * 2 ** 32) })
  }

  const consider = (trigger: Trigger) => {
    lastTrigger = trigger
    plantSeed()
    const situation = around(trigger)
    const survey = choose(situation)
    setQuiet()
    if (survey) {
      const due = trigger.at + Math.max(survey.after, survey.delay)
      tell(it => it.wait({ trigger, survey: survey.id, due }))
    } else if (!situation.consent && choose({ ...situation, consent: true })) unconsented.push(trigger)
  }

  const hear = (trigger: Trigger) => {
    for (const { id, cancelOn } of settings().surveys) {
      if (cancelOn.includes(trigger.name)) asking?.then(it => it.cancel(id))
    }
    for (const earlier of heard) {
      const merged = mergeTriggers(earlier, trigger)
      if (!merged) continue
      heard[heard.indexOf(earlier)] = merged
      asking?.then(it => it.replace(earlier, merged))
      return
    }
    heard.push(trigger)
    consider(trigger)
  }

  const read = async () => {
    const readAll = () => readOptions(layers(), environment.page().url, more?.read)
    reading = readAll()
    if (reading.needsMore && !more) {
      try {
        more = await parts.more()
        reading = readAll()
      } catch {
        isOver = true // What the site wants cannot be known, so nobody is asked.
      }
    }
    memory = openMemory(environment, settings(), desk.builtAt)
    tellProblems()
  }

  /** Options from the site's own address: they come last, and cannot say where answers go. */
  const start = async () => {
    const address = desk.layers[0]?.config
    if (typeof address === 'string') {
      const loaded = await environment.getJson(address)
      isOver ||= !loaded
      if (!loaded)
        environment.say('the options at data-config could not be loaded, so nobody is asked on this page.')
      const { endpoint, headers, credentials, ...rest } = Object(loaded)
      config = rest
    }
    await read()
    const waits = [...local.keys(), ...session.keys()].some(
      name => /:(out:.*|waiting|open)$/.test(name) && name.startsWith(key('')),
    )
    if (waits)
      await wakeAsking().then(
        it => it.pickUp(),
        () => {},
      )
    setQuiet()
  }
  const ready = start()
  const once = (action: () => unknown) => void ready.then(() => isOver || action())

  return {
    trigger: raw => once(() => hear(readTrigger(raw))),
    show: id =>
      once(() => {
        const survey = id ?? settings().surveys[0]?.id ?? ''
        const trigger = readTrigger({ name: 'show', details: {}, source: 'show', at: now() })
        tell(it => it.open({ trigger, survey, due: 0 }))
      }),
    close: () => asking?.then(it => it.close()),
    async explain() {
      await ready
      const check = await desk.check()
      problems = check.problems(layers())
      const it = await asking
      const missed = desk.missed()
      lastTrigger ??= missed ? readTrigger(missed) : null
      return check.explain({
        situation: around(lastTrigger),
        memory: memory.kind,
        waiting: it?.waiting() ?? [],
        outbox: it?.outbox() ?? [],
        problems,
        language: environment.page().languages[0] ?? 'en',
      })
    },
    async forget() {
      await ready
      ;(await asking)?.forget()
      for (const shelf of [local, session]) {
        for (const name of shelf.keys()) if (name.startsWith(key(''))) shelf.remove(name)
      }
      memory = openMemory(environment, settings(), desk.builtAt)
    },
    changed: () =>
      once(async () => {
        await read()
        unconsented.splice(0).forEach(consider)
      }),
    destroy() {
      asking?.then(it => it.destroy())
      isOver = true
    },
  }
}
