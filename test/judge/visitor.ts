import { chooseSurvey, mayAsk } from '../../src/eligibility/choose-survey.ts'
import { judge } from '../../src/eligibility/judge.ts'
import type { Situation } from '../../src/eligibility/situation.ts'
import { createCookieStorage } from '../../src/history/cookie-storage.ts'
import {
  emptyHistory,
  type History,
  noteFuture,
  parseHistory,
  recordAsked,
  recordOptOut,
  recordOutcome,
  rememberRef,
  serializeHistory,
} from '../../src/history/history.ts'
import { keptInCookie } from '../../src/history/history-cookie.ts'
import type { SurveySettings } from '../../src/options/settings.ts'
import { aSituation, aTrigger } from '../eligibility/situations.ts'
import type { Moment, Scene, WitnessedAsking, WrittenOptions } from './judge.ts'
import { settingsOf } from './settings-of.ts'

/** One asking as seen from outside, with what the visitor's browser still knew about the earlier ones. */
export interface Witnessed {
  asking: WitnessedAsking
  /** Which memory it was written to: another one each time the browser loses it, and in each private window. */
  memory: number
}

/** The state of the page when a trigger comes. */
export type Surroundings = Partial<
  Pick<Scene, 'path' | 'device' | 'consents' | 'gpc' | 'automated' | 'openElsewhere' | 'disturbed'>
>

/** A visitor with a browser, who comes and goes and is asked now and then. */
export interface Visitor {
  readonly witnessed: readonly Witnessed[]
  /** The right time, and the time that the visitor's clock shows. */
  moment(): Moment
  /** Time passes, in milliseconds. */
  pass(length: number): void
  /** The visitor's clock is set so far ahead of the right time, or behind it. */
  setClock(ahead: number): void
  /** In a private window the browser remembers that visit only, and nothing from others. */
  startVisit(how?: { privately: boolean }): void
  viewPage(): void
  /** Something happens; gives the survey that is shown, or null. */
  trigger(name: string, ref: string | null, surroundings?: Surroundings): string | null
  /** The visitor opens a survey; gives whether it is shown. */
  open(survey: string, ref: string | null, surroundings?: Surroundings): boolean
  /** How the survey that was shown last ends. */
  end(outcome: 'answered' | 'dismissed' | 'ignored', how: { optsOut: boolean }): void
  /** Everything kept is gone. */
  loseMemory(): void
  /** Something else is found in place of the stored data. */
  spoilMemory(text: string): void
  /** The instant, by the visitor's clock, from which a survey would be shown; null if there is none. */
  nextFrom(name: string): number | null
}

export interface VisitorTraits {
  options: WrittenOptions
  startAt: number
  builtAt: number
  /** 0 to 2^32 - 1. */
  seed: number
  canRemember: boolean
  /** @default false: in local storage */
  inCookie?: boolean
  /** Decides whether to ask. @default the rules */
  choose?: (situation: Situation) => SurveySettings | null
}

/** Asks by every rule, as the widget does: it chooses a survey, and judges it again when it is to be shown. */
export function byTheRules(situation: Situation): SurveySettings | null {
  const survey = chooseSurvey(situation)
  return survey && mayAsk(survey, situation) ? survey : null
}

/** What a browser stores: a text in local storage, and a cookie. */
interface Kept {
  readonly local: string | null
  readonly cookie: string
}
const nothing: Kept = { local: null, cookie: '' }

export function createVisitor(traits: VisitorTraits): Visitor {
  const { options, builtAt, seed, canRemember, inCookie = false, choose = byTheRules } = traits
  const written = settingsOf(options)
  const most = inCookie ? keptInCookie / 4 : written.maxPerYear
  const settings = { ...written, maxPerYear: Math.min(written.maxPerYear, most) }
  const needsSeed = settings.surveys.some(({ sample }) => sample < 1)
  const witnessed: Witnessed[] = []
  let at = traits.startAt
  let ahead = 0
  let kept = nothing
  let memory = 0
  let memories = 0
  let outside: { kept: Kept; memory: number } | null = null
  let visit = 0
  let pageInVisit = 0
  let firstVisit: Moment = { at, clock: at }

  const moment = (): Moment => ({ at, clock: at + ahead })
  const key = 'howlikely:main:history'
  const local = {
    get: () => kept.local,
    set(name: string, text: string) {
      if (name === key) kept = { ...kept, local: text }
      return true
    },
    remove: () => {},
    keys: () => [],
  }
  let trial = ''
  const jar = {
    host: 'shop.example',
    isSecure: true,
    read: () => [kept.cookie, trial].join('; '),
    write(cookie: string) {
      const [pair = ''] = cookie.split('; ')
      if (!pair.startsWith('howlikely_main=')) trial = pair
      else if (pair !== kept.cookie) kept = { ...kept, cookie: pair }
    },
  }
  const area = inCookie ? createCookieStorage(local, jar, settings) : local
  // Tried before it is used, as the decision does.
  area.set(`${key}?`, '1')
  const save = (history: History) => {
    if (canRemember && !area.set(key, serializeHistory(history))) throw new Error('it could not be kept')
  }
  /** Reading takes most of the time of a simulation; a clock that goes on sees nothing new. */
  let read: { kept: Kept; clock: number; history: History } | null = null
  const remembered = (): History => {
    const { clock } = moment()
    if (read && read.kept === kept && clock >= read.clock) return read.history
    const history = parseHistory(area.get(key)) ?? emptyHistory
    const seeded = needsSeed && history.seed === null ? { ...history, seed } : history
    const noted = noteFuture(seeded, clock, builtAt)
    if (noted !== history) save(noted)
    // A clock that is known to be wrong notes nothing.
    read = clock < builtAt ? null : { kept, clock, history: noted }
    return noted
  }
  const sceneIn = (surroundings: Surroundings): Scene => ({
    path: '/thank-you',
    device: 'desktop',
    consents: true,
    gpc: false,
    automated: false,
    openElsewhere: false,
    disturbed: false,
    ...surroundings,
    canRemember,
    visit,
    pageInVisit,
    firstVisit,
    builtAt,
  })
  const situationIn = (scene: Scene, name: string, ref: string | null): Situation =>
    aSituation({
      now: moment().clock,
      builtAt,
      settings,
      canRemember,
      history: remembered(),
      seen: {
        firstVisitAt: firstVisit.clock,
        visits: visit,
        pages: pageInVisit,
      },
      trigger: aTrigger({ name, ref, at: moment().clock }),
      page: {
        path: scene.path,
        locale: 'en',
        referrer: null,
        device: scene.device === 'mobile' ? 'mobile' : 'desktop',
      },
      consent: scene.consents,
      gpc: scene.gpc,
      automation: scene.automated,
      openElsewhere: scene.openElsewhere,
      askedInThisVisit: witnessed.some(one => one.asking.scene.visit === visit),
      moment: scene.disturbed ? 'typing' : null,
    })

  const ask = (survey: string, name: string, ref: string | null, scene: Scene, opened: boolean) => {
    save(rememberRef(recordAsked(remembered(), survey, moment().clock), settings.site, { name, ref }))
    const asking = {
      survey,
      trigger: { name, ref },
      opened,
      asked: moment(),
      ended: null,
      optedOut: null,
      scene,
    }
    witnessed.push({ asking, memory })
  }

  return {
    witnessed,
    moment,
    pass(length) {
      at += length
    },
    setClock(offset) {
      ahead = offset
    },
    startVisit({ privately } = { privately: false }) {
      if (outside) {
        kept = outside.kept
        memory = outside.memory
        outside = null
      }
      if (privately) {
        outside = { kept, memory }
        this.loseMemory()
      }
      visit++
      pageInVisit = 0
      if (visit === 1) firstVisit = moment()
      this.viewPage()
    },
    viewPage() {
      pageInVisit++
      remembered()
    },
    trigger(name, ref, surroundings = {}) {
      const scene = sceneIn(surroundings)
      const situation = situationIn(scene, name, ref)
      const chosen = choose(situation)
      if (chosen) ask(chosen.id, name, ref, scene, false)
      return chosen?.id ?? null
    },
    open(survey, ref, surroundings = {}) {
      const scene = sceneIn(surroundings)
      const situation = { ...situationIn(scene, 'show', ref), opened: true }
      const surveys = settings.surveys.filter(({ id }) => id === survey)
      const eligible = byTheRules({ ...situation, settings: { ...settings, surveys } }) !== null
      if (eligible) ask(survey, 'show', ref, scene, true)
      return eligible
    },
    end(outcome, { optsOut }) {
      const last = witnessed.at(-1)
      if (!last) return
      const { clock } = moment()
      const { asking } = last
      let history = recordOutcome(remembered(), asking.survey, outcome, clock)
      if (optsOut) history = recordOptOut(history, clock)
      save(history)
      last.asking = {
        ...asking,
        ended: outcome === 'ignored' ? null : { ...moment(), outcome },
        optedOut: optsOut ? moment() : null,
      }
    },
    loseMemory() {
      kept = nothing
      memory = ++memories
    },
    spoilMemory(text) {
      if (inCookie && kept.cookie) kept = { ...kept, cookie: `howlikely_main=${text}` }
      else if (kept.local !== null) kept = { ...kept, local: text }
    },
    nextFrom(name) {
      const froms = judge(situationIn(sceneIn({}), name, null)).map(({ from }) => from)
      return froms.find(from => from !== null) ?? null
    },
  }
}
