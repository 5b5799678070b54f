import { chooseSurvey, mayAsk } from '../eligibility/choose-survey.ts'
import { judgeSurvey } from '../eligibility/judge.ts'
import type { Situation } from '../eligibility/situation.ts'
import { emptyHistory, type History, recordAsked, recordOptOut, recordOutcome } from '../history/history.ts'
import type { Settings } from '../options/settings.ts'
import type { RuleName } from '../protocol/rule-name.ts'
import { day } from '../time/duration.ts'

export interface Simulation {
  settings: Settings
  visitors: number
  days: number
  /** The first day, in milliseconds since 1970. */
  startAt: number
  /** 0 ≤ number < 1. */
  dice: () => number
  /** Called with the number of visitors simulated so far. */
  onVisitor(done: number): void
}

export interface Simulated {
  triggers: number
  askings: number
  /** The number of visitors by how often they were asked: index 0 counts those who never were. */
  visitorsByAskings: number[]
  /** How often each rule was the first to hold a trigger back. */
  heldBackBy: Map<RuleName, number>
}

/** Average milliseconds between a visitor's visits: from a few days to a month. */
const meanOfAbsence = (dice: () => number) => (3 + dice() * 30) * day

/** Simulates visitors with habits of their own who come and go, under the rules of the real widget, and counts who is asked. */
export function simulateVisitors({
  settings,
  visitors,
  days,
  startAt,
  dice,
  onVisitor,
}: Simulation): Simulated {
  const sum: Simulated = { triggers: 0, askings: 0, visitorsByAskings: [], heldBackBy: new Map() }
  for (let visitor = 0; visitor < visitors; visitor += 1) {
    const askings = live({ settings, startAt, endAt: startAt + days * day, dice }, sum)
    sum.askings += askings
    sum.visitorsByAskings[askings] = (sum.visitorsByAskings[askings] ?? 0) + 1
    onVisitor(visitor + 1)
  }
  return { ...sum, visitorsByAskings: Array.from(sum.visitorsByAskings, count => count ?? 0) }
}

interface Life {
  settings: Settings
  startAt: number
  endAt: number
  dice: () => number
}

function live({ settings, startAt, endAt, dice }: Life, sum: Simulated): number {
  const absence = meanOfAbsence(dice)
  const names = [...new Set(settings.surveys.flatMap(({ triggers }) => triggers))]
  const firstVisitAt = startAt + dice() * absence
  let history: History = { ...emptyHistory, seed: Math.floor(dice() * 2 ** 32) }
  let askings = 0
  let visits = 0
  for (let now = firstVisitAt; now < endAt; now += -Math.log(1 - dice()) * absence) {
    visits += 1
    const name = names[Math.floor(dice() * names.length)]
    if (name === undefined) return 0
    const situation: Situation = {
      now: Math.floor(now),
      builtAt: startAt,
      settings,
      canRemember: true,
      history,
      seen: { firstVisitAt, visits, pages: 1 + Math.floor(dice() * 8) },
      respondent: null,
      trigger: {
        name,
        ref: null,
        value: null,
        currency: null,
        source: 'site',
        at: Math.floor(now),
        signature: null,
        properties: {},
      },
      page: { path: '/', locale: 'en', referrer: null, device: dice() < 0.6 ? 'mobile' : 'desktop' },
      consent: true,
      gpc: false,
      automation: false,
      askedInThisVisit: false,
    }
    sum.triggers += 1
    const survey = chooseSurvey(situation)
    if (survey && mayAsk(survey, situation)) {
      askings += 1
      history = endOf(recordAsked(history, survey.id, situation.now), survey.id, situation.now + 60_000, dice)
    } else {
      const rule = firstRuleAgainst(situation, name)
      if (rule !== null) sum.heldBackBy.set(rule, (sum.heldBackBy.get(rule) ?? 0) + 1)
    }
  }
  return askings
}

/** The outcome, as with real visitors: a few answer, most close the card or leave it alone. */
function endOf(history: History, survey: string, now: number, dice: () => number): History {
  const fate = dice()
  if (fate < 0.2) return recordOutcome(history, survey, 'answered', now)
  if (fate < 0.6) return recordOutcome(history, survey, 'dismissed', now)
  if (fate < 0.65) return recordOptOut(recordOutcome(history, survey, 'dismissed', now), now)
  return recordOutcome(history, survey, 'ignored', now)
}

/** For the first survey that waits for such a trigger. */
function firstRuleAgainst(situation: Situation, name: string): RuleName | null {
  const survey = situation.settings.surveys.find(({ triggers }) => triggers.includes(name))
  if (!survey) return null
  return judgeSurvey(survey, situation).rules.find(({ pass }) => !pass)?.rule ?? null
}
