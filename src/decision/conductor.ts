import type { Environment } from '../browser/environment.ts'
import { chooseSurvey, mayAsk, mayAskAtAnotherMoment } from '../eligibility/choose-survey.ts'
import { quietUntil } from '../eligibility/quiet-time.ts'
import { type Memory, openMemory } from '../history/memory.ts'
import { usesFurtherPart } from '../options/further-part.ts'
import { readOptions } from '../options/read-options.ts'
import type { Problem, Settings } from '../options/settings.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { Asking, AskingDesk, CreateAsking } from '../showing/asking-part.ts'
import { mergeTriggers, readRespondent, readTrigger } from '../triggers/read-trigger.ts'
import type { BeyondDesk } from './beyond-part.ts'
import { lookAround } from './current-situation.ts'
import type { Conductor, Desk, EventName } from './decision-part.ts'
import type { More } from './more-part.ts'

const none = () => {}

/** What the conductor watches over: gathers, decides, and hands over to the asking whoever is to be asked. */
export function createConductor(
  environment: Environment,
  desk: Desk,
  parts: { asking(): Promise<CreateAsking>; more(): Promise<More> },
): Conductor {
  const { local, session, now, page, say } = environment
  let { layers } = desk
  let settings: Settings
  let memory: Memory
  let more: More | undefined
  let lastTrigger: Trigger | null = null
  /** Resolves to undefined where the part cannot be loaded: a later trigger tries again. */
  let asking: Promise<Asking | undefined> | undefined
  let isOver = false
  /** How often. */
  let settled = 0
  const heard: Trigger[] = []
  /** Triggers that wait for consent, in the page's memory alone. */
  const unconsented: Trigger[] = []

  const key = (name: string) => `howlikely:${settings.site}:${name}`
  const respondent = () =>
    page().gpc && settings.gpc === 'anonymous' ? null : readRespondent(desk.said.identify)
  const around = (trigger: Trigger | null) =>
    lookAround(environment, desk, {
      settings,
      memory,
      respondent: respondent(),
      trigger,
    })

  const emit = (event: EventName, detail: unknown) => {
    for (const [name, handler] of [...desk.handlers]) {
      // The host's own mistake rejects a promise: it belongs on the host's console, and must not stop us.
      if (name === event) (async () => handler(detail))()
    }
  }
  const tellProblem = (problem: Problem) => {
    say(problem.message)
    emit('problem', problem)
  }

  const setQuiet = () => {
    const until = quietUntil(around(null))
    if (until === null) local.remove(key('quietUntil'))
    // Nothing is written before the first asking.
    else if (memory.canRemember && memory.history().askings.length) local.set(key('quietUntil'), `${until}`)
  }

  const wakeAsking = (): Promise<Asking | undefined> => {
    asking ??= parts
      .asking()
      .then(create =>
        create({
          ...desk,
          seen: () => desk.seen,
          ...shared,
          happened(event, record) {
            emit(event, record)
            setQuiet()
          },
        }),
      )
      .catch(() => {
        asking = undefined
        return asking
      })
    return asking
  }
  const tell = (action: (asking: Asking) => unknown) => wakeAsking().then(it => it && action(it))

  const consider = (trigger: Trigger) => {
    lastTrigger = trigger
    if (around(trigger).consent && settings.surveys.some(({ sample }) => sample < 1))
      memory.plantSeed(environment.random())
    const situation = around(trigger)
    const survey = chooseSurvey(situation)
    if (settings.debug) desk.check().then(it => it.note(local, situation, survey), none)
    setQuiet()
    if (survey) {
      const due = Math.max(trigger.at + survey.after, now() + survey.delay)
      tell(it => it.wait({ trigger, survey: survey.id, due }))
    } else if (!situation.consent) unconsented.push(trigger)
  }

  const hear = (trigger: Trigger) => {
    for (const { id, cancelOn } of settings.surveys) {
      if (cancelOn.includes(trigger.name)) asking?.then(it => it?.cancel(id))
    }
    for (const [place, earlier] of heard.entries()) {
      const merged = mergeTriggers(earlier, trigger)
      if (!merged) continue
      heard[place] = merged
      return asking?.then(it => it?.replace(earlier, merged))
    }
    heard.push(trigger)
    return shared.consider(trigger)
  }

  const open = (earlier?: Memory) => {
    const shelf = more ? more.shelf(environment, settings) : local
    memory = openMemory(environment, desk, settings, shelf, earlier)
  }

  /** Reads the options; rejects where it cannot be known what the site wants. Then nobody is asked. */
  const read = async () => {
    layers = desk.layers
    if (layers[0]?.config) {
      more ??= await parts.more()
      layers = await more.load(layers, say)
    }
    const { url } = page()
    const { unreadable, ...reading } = readOptions(layers, url)
    settings = reading.settings
    if (usesFurtherPart(settings) || url.includes('howlikely=')) more ??= await parts.more()
    if (more) settings = more.settle(settings, environment)
    open(memory)
    await more?.reach(shared)
    if (!unreadable.length && !settings.debug) return
    desk.check().then(
      it => it.tell(layers, tellProblem, memory, settings),
      () => say(`could not read ${unreadable}`),
    )
  }

  /** Takes the survey out of the page, and erases what is stored of this site. */
  const erase = async (how: 'forget' | 'withdraw') => {
    ;(await asking)?.forget()
    more ??= await parts.more()
    more[how](environment, settings)
    open()
  }

  /** Does what the visitor's choice allows now; while it is open, what earlier pages left has to wait, too. */
  const settle = async () => {
    if (!around(null).consent) {
      if (desk.said.consent !== false) return
      await erase('withdraw')
    }
    if (!settled++ && (local.get(key('wakeAt')) || session.get(key('open')))) await tell(it => it.pickUp())
    unconsented.splice(0).forEach(shared.consider)
  }

  const start = async () => {
    await read()
    await settle()
    setQuiet()
  }

  const changed = () => {
    ready = ready.catch(none).then(read)
    once(settle)
  }

  /** What the next parts may use. */
  const shared: Omit<AskingDesk, 'seen' | 'countVisits' | 'load' | 'happened'> & BeyondDesk = {
    desk,
    environment,
    settings: () => settings,
    key,
    memory: () => memory,
    respondent,
    stillEligible(one, also) {
      const may = also.openElsewhere === undefined ? mayAskAtAnotherMoment : mayAsk
      return settings.surveys.find(
        survey => survey.id === one.survey && !isOver && may(survey, { ...around(one.trigger), ...also }),
      )
    },
    consider,
    changed,
    open: one => tell(it => it.open(one)),
    emit,
  }

  let ready = start()
  ready.catch(none)
  // A host's object may throw when it is read: that is nothing for the page's console.
  const once = (action: () => unknown) => void ready.then(() => isOver || action()).catch(none)

  return {
    trigger: raw =>
      once(() => {
        hear(readTrigger(raw))
        if (settings.debug) desk.check().then(it => it.tellDropped(raw, tellProblem), none)
      }),
    show: id =>
      once(() => {
        const survey = id ?? settings.surveys[0]?.id ?? ''
        const trigger = readTrigger({ name: 'show', details: {}, source: 'show', at: now() })
        shared.open({ trigger, survey, due: 0 })
      }),
    close: () => asking?.then(it => it?.close()),
    async explain() {
      await ready
      const check = await desk.check()
      const { missed } = desk
      lastTrigger ??= missed ? readTrigger(missed) : null
      return check.explain({
        situation: around(lastTrigger),
        memory,
        local,
        asking: await asking,
        layers,
      })
    },
    async forget() {
      await ready
      await erase('forget')
    },
    changed,
    destroy() {
      more?.stop()
      asking?.then(it => it?.destroy())
      isOver = true
    },
  }
}
