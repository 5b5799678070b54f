import { mergeExternalHistory } from '../../history/external-history.ts'
import { hash } from '../../history/hash.ts'
import { toJson } from '../../protocol/to-json.ts'
import type { LeftTrigger, Respondent, Trigger } from '../../protocol/trigger.ts'
import type { Milliseconds } from '../../time/milliseconds.ts'
import { readTrigger } from '../../triggers/read-trigger.ts'
import type { stillEligible } from '../ask.ts'
import { createSignatureReport } from '../signature-report.ts'
import { type DecisionState, keyOf, respondentOf } from '../state.ts'
import { type CollectorAnswer, readCollectorAnswer } from './collector-answer.ts'

/** A visit ends after this long without a page view that needed the collector's answer. */
const visitLength: Milliseconds = 30 * 60_000

/**
 * Asks the collector what it knows about the respondent before a trigger is judged, as often as the site wants. Resolves
 * to the triggers that the operator left there. Never rejects.
 * @param mayAsk judges a trigger; it is passed in, since this part is a separate file
 */
export type AskCollector = (
  state: DecisionState,
  trigger: Trigger,
  mayAsk: typeof stillEligible,
) => Promise<Trigger[]>

/** The collector's answer; null if there is none, or none that makes sense. */
async function fetchAnswer(
  { settings, browser }: DecisionState,
  { id, signature }: Respondent,
): Promise<CollectorAnswer | null> {
  const { endpoint, site, headers, credentials, collectorTimeout } = settings
  try {
    const response = await browser.fetch(new URL('eligibility', `${endpoint}`).href, {
      method: 'POST',
      // Sent as text, it needs no preflight request.
      body: toJson({ schema: 1, site, respondent: { id, signature } }),
      headers,
      credentials,
      redirect: 'error',
      signal: AbortSignal.timeout(collectorTimeout),
    })
    const text = await response.text()
    return response.ok ? readCollectorAnswer(text, browser.now()) : null
  } catch {
    return null // Too late, no network, or no address to ask.
  }
}

/** Adds to the history what the collector knows. */
function learn(
  { settings, memory, browser }: DecisionState,
  { askings, optOutUntil }: CollectorAnswer,
): void {
  const optOutAt = optOutUntil === null ? null : optOutUntil - settings.waitAfterOptOut
  const before = memory.history()
  const after = mergeExternalHistory(before, { askings, optOutAt }, browser.now())
  if (after !== before) memory.save(after)
}

const leftTrigger = ({ name, ref, at, properties }: LeftTrigger): Trigger =>
  readTrigger({ name, details: { ...properties, ref }, source: 'collector', at })

/** A hash of the respondent about whom the collector was asked. */
const respondentHash = ({ settings }: DecisionState, { id }: Respondent): number =>
  hash(`${settings.site}\n${id}`)

/** Remembers for this visit that the collector has been asked about a respondent. */
function rememberVisit(state: DecisionState, respondent: Respondent): void {
  if (state.settings.askCollector !== 'visit') return
  const text = `${state.browser.now()}.${respondentHash(state, respondent)}`
  state.browser.local.set(keyOf(state, 'collector'), text)
}

function wasAskedInThisVisit(state: DecisionState, respondent: Respondent): boolean {
  const [at, who] = (state.browser.local.get(keyOf(state, 'collector')) ?? '').split('.').map(Number)
  return Math.abs(state.browser.now() - (at || 0)) < visitLength && who === respondentHash(state, respondent)
}

/** Whether anybody could be asked. If not, the collector must not be told either who is here. */
const couldAnySurveyAsk = (
  state: DecisionState,
  trigger: Trigger,
  mayAsk: typeof stillEligible,
  opened: boolean,
): boolean => state.settings.surveys.some(({ id }) => mayAsk(state, { trigger, survey: id }, { opened }))

export function createAskCollector(): AskCollector {
  const signatures = createSignatureReport()
  let inFlight: Promise<CollectorAnswer | null> | undefined

  /** Sends one question at a time; only the caller that sent it gets the triggers that were left. */
  async function askOnce(state: DecisionState, respondent: Respondent): Promise<Trigger[]> {
    if (inFlight) {
      await inFlight
      return []
    }
    inFlight = fetchAnswer(state, respondent)
    const answer = await inFlight
    inFlight = undefined
    state.collector = answer ? 'answered' : 'silent'
    if (!answer) return []
    learn(state, answer)
    rememberVisit(state, respondent)
    return answer.waiting.map(leftTrigger)
  }

  return async (state, trigger, mayAsk) => {
    const { askCollector } = state.settings
    if (askCollector === 'trigger') state.collector = 'not-asked'
    const respondent = respondentOf(state)
    // With 'visit' the collector is asked before anything has happened that a survey waits for, so skip those rules.
    if (!respondent || !couldAnySurveyAsk(state, trigger, mayAsk, askCollector === 'visit')) return []
    // Without a signature the collector gives no information about anybody.
    if (!signatures.check(state, respondent.signature, 'askCollector')) return []
    if (askCollector === 'visit' && wasAskedInThisVisit(state, respondent)) {
      state.collector = 'answered'
      rememberVisit(state, respondent)
      return []
    }
    return askOnce(state, respondent)
  }
}
