import type { Situation } from '../../src/eligibility/situation.ts'
import type { SurveySettings } from '../../src/options/settings.ts'
import { brokenRules, hadRightClock, type WrittenOptions } from './judge.ts'
import { byTheRules, createVisitor, type Visitor } from './visitor.ts'

/** How the browsers of a group remember, and how they lose it. */
export interface Group {
  name: string
  storage: 'local' | 'cookie' | 'session' | 'none'
  /** Stored data is lost after so many days without a visit. */
  keptForDays: number
  /** Share of the visits in a private window, 0 to 1. */
  privately: number
  /** The share of visits at which the clock is wrong by days, 0 to 1. */
  wrongClock: number
  withoutMemory?: 'ask'
  /** Asks at every trigger: shows that the judge is awake. */
  lawless?: true
}

/** The results of a group. */
export interface Figures {
  group: Group
  visitors: number
  triggers: number
  askings: number
  /** Askings that were made, and judged, by a right clock. */
  judged: number
  /** Of those judged: broke a rule by what the browser still remembered. */
  broken: number
  /** Of those judged: broke a rule by what the browser could no longer remember. */
  forgotten: number
}

const day = 86_400_000
const year = 365
/** A Safari wipes what scripts keep after 7 days without a visit; elsewhere a cookie lives for 400 days at most. */
const safari = 7
const cookie = 400

const steady = { keptForDays: Number.POSITIVE_INFINITY, privately: 0, wrongClock: 0 }

export const groups: readonly Group[] = [
  { ...steady, name: 'local storage', storage: 'local' },
  { ...steady, name: 'local storage, wrong clocks', storage: 'local', wrongClock: 0.2 },
  { ...steady, name: 'local storage, private windows', storage: 'local', privately: 0.3 },
  { ...steady, name: 'local storage, Safari', storage: 'local', keptForDays: safari },
  {
    ...steady,
    name: 'local storage, Safari, all of it',
    storage: 'local',
    keptForDays: safari,
    privately: 0.3,
    wrongClock: 0.2,
  },
  { ...steady, name: 'cookie', storage: 'cookie', keptForDays: cookie },
  { ...steady, name: 'cookie, wrong clocks', storage: 'cookie', keptForDays: cookie, wrongClock: 0.2 },
  { ...steady, name: 'cookie, Safari', storage: 'cookie', keptForDays: safari },
  { ...steady, name: 'session storage', storage: 'session', keptForDays: 0 },
  { ...steady, name: 'none', storage: 'none', keptForDays: 0 },
  { ...steady, name: 'none, asks without', storage: 'none', keptForDays: 0, withoutMemory: 'ask' },
  { ...steady, name: '(no rules at all)', storage: 'local', lawless: true },
]

const surveys = [
  { id: 'checkout', trigger: ['checkout'] },
  { id: 'support', trigger: ['support'] },
]

/** The defaults, a site that asks often, and one that is choosy. */
const sites: readonly WrittenOptions[] = [
  { surveys },
  {
    surveys,
    waitBetween: '0',
    waitAfterDismissal: '10d',
    waitAfterIgnored: '1d',
    waitAfterAnswer: '14d',
    maxPerYear: 12,
  },
  {
    surveys: surveys.map(survey => ({ ...survey, sample: 0.6, minVisits: 2 })),
    minAge: '7d',
    waitBetween: '7d',
    maxPerYear: 2,
    hours: { days: [1, 2, 3, 4, 5], from: '08:00', to: '22:00', zone: 'Europe/Berlin' },
  },
]

/** A small generator of numbers from 0 to 1, so that a run can be had again: Mulberry32. */
function createDice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const anybody = ({ settings, trigger }: Situation): SurveySettings | null =>
  settings.surveys.find(({ triggers }) => trigger && triggers.includes(trigger.name)) ?? null

/** Gives an outcome as visitors do: most survey cards are closed or left alone. */
function end(visitor: Visitor, dice: () => number): void {
  visitor.pass(1000 + dice() * 60_000)
  const fate = dice()
  if (fate < 0.25) visitor.end('answered', { optsOut: false })
  else if (fate < 0.55) visitor.end('dismissed', { optsOut: false })
  else if (fate < 0.6) visitor.end('dismissed', { optsOut: true })
  else if (fate < 0.85) visitor.end('ignored', { optsOut: false })
  // The others are never heard of again: the asking stays open.
}

function liveTwoYears(
  group: Group,
  dice: () => number,
): { visitor: Visitor; options: WrittenOptions; triggers: number } {
  const site = sites[Math.floor(dice() * sites.length)] ?? { surveys }
  const options = group.withoutMemory ? { ...site, withoutMemory: group.withoutMemory } : site
  const startAt = Date.UTC(2026, 0, 1) + Math.floor(dice() * 90 * day)
  const visitor = createVisitor({
    options,
    startAt,
    builtAt: startAt - 30 * day,
    seed: Math.floor(dice() * 2 ** 32),
    canRemember: group.storage !== 'none',
    inCookie: group.storage === 'cookie',
    choose: group.lawless ? anybody : byTheRules,
  })
  const daysBetweenVisits = 2 + dice() * 30
  const endAt = startAt + 2 * year * day
  let triggers = 0
  let order = 0
  while (visitor.moment().at < endAt) {
    const away = -Math.log(1 - dice()) * daysBetweenVisits
    visitor.pass(Math.floor(away * day))
    if (away >= group.keptForDays) visitor.loseMemory()
    visitor.setClock(dice() < group.wrongClock ? Math.round((dice() - 0.5) * 800 * day) : 0)
    visitor.startVisit({ privately: dice() < group.privately })
    const name = dice() < 0.75 ? 'checkout' : 'support'
    // Some come back to the thank-you page of their last order.
    const ref = dice() < 0.85 ? `A-${++order}` : `A-${order}`
    for (let page = 0; page < 2 && dice() < 0.6; page++) {
      triggers++
      if (visitor.trigger(name, ref) !== null) end(visitor, dice)
      visitor.pass(60_000)
      visitor.viewPage()
    }
  }
  return { visitor, options, triggers }
}

/**
 * Lets so many visitors of one group come and go for two years, and has every asking judged twice: by what the browser
 * still remembered, and by everything that ever happened.
 */
export function simulate(group: Group, { visitors, seed }: { visitors: number; seed: number }): Figures {
  const dice = createDice(seed)
  const figures: Figures = { group, visitors, triggers: 0, askings: 0, judged: 0, broken: 0, forgotten: 0 }
  for (let count = 0; count < visitors; count++) {
    const { visitor, options, triggers } = liveTwoYears(group, dice)
    figures.triggers += triggers
    figures.askings += visitor.witnessed.length
    for (const [index, { asking, memory }] of visitor.witnessed.entries()) {
      if (!hadRightClock(asking)) continue
      figures.judged++
      const earlier = visitor.witnessed.slice(0, index)
      const known = earlier.filter(one => one.memory === memory && group.storage !== 'none')
      const isBroken = (among: typeof earlier) =>
        brokenRules(
          asking,
          among.map(one => one.asking),
          options,
        ).length > 0
      if (isBroken(known)) figures.broken++
      else if (isBroken(earlier)) figures.forgotten++
    }
  }
  return figures
}
