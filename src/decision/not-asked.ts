import { firstAgainst } from '../eligibility/first-against.ts'
import { gpc } from '../eligibility/rules/gpc.ts'
import { trigger as isAwaited } from '../eligibility/rules/trigger.ts'
import type { Situation } from '../eligibility/situation.ts'
import { limits } from '../protocol/limits.ts'
import type { NotAsked } from '../protocol/response.ts'
import { toJson } from '../protocol/to-json.ts'
import type { Trigger } from '../protocol/trigger.ts'
import { currentSituation } from './current-situation.ts'
import { type DecisionState, keyOf } from './state.ts'

/** Whether anything is stored about this visitor already; if nothing is, only the page remembers the counts. */
const isKnown = ({ memory, page }: DecisionState): unknown => {
  const { askings, seed } = memory.history()
  return memory.canRemember && (askings.length || seed !== null || page.seen)
}

/** Whether a collector would accept the count: anything may have been written into the storage. */
const isCount = ([rule, count]: [string, unknown]): boolean =>
  /^[a-z][a-z-]{0,39}$/.test(rule) && Number.isInteger(count) && count === clamp(count as number)

const clamp = (count: number): number => Math.max(1, Math.min(count, limits.notAsked))

function parse(text: string | null): NotAsked {
  try {
    const counts = Object.entries(JSON.parse(`${text}`) ?? {}).filter(isCount)
    return Object.fromEntries(counts.slice(0, limits.notAskedRules)) as NotAsked
  } catch {
    return {} // Not ours, or cut short.
  }
}

const read = (state: DecisionState): NotAsked =>
  isKnown(state) ? parse(state.browser.local.get(keyOf(state, 'notAsked'))) : state.notAsked

function write(state: DecisionState, tally: NotAsked): void {
  const key = keyOf(state, 'notAsked')
  state.notAsked = tally
  if (!Object.keys(tally).length) state.browser.local.remove(key)
  else if (isKnown(state)) state.browser.local.set(key, toJson(tally))
}

/** @param more how much to add, negative to subtract */
function add(state: DecisionState, rule: string, more: number): void {
  const { [rule]: known = 0, ...others } = read(state)
  write(state, known + more > 0 ? { ...others, [rule]: clamp(known + more) } : others)
}

/**
 * Counts a trigger that led to no asking, if the site reports everything: under the first rule that holds back the survey
 * that waits for it. Nothing is counted for visitors whose browser asks to leave them alone.
 * @param about what else is known about the situation
 * @param id the survey's id, if one was already chosen
 */
export function countNotAsked(
  state: DecisionState,
  trigger: Trigger,
  about: Partial<Situation> = {},
  id?: string,
): void {
  const { surveys, report } = state.settings
  if (report === 'answers' || state.counted.has(trigger)) return
  const situation = { ...currentSituation(state, trigger), ...about }
  const survey = surveys.find(candidate => (id ? candidate.id === id : isAwaited(candidate, situation)))
  if (!survey || !situation.consent || !gpc(survey, situation)) return
  const rule = firstAgainst(survey, { ...situation, now: situation.now + (id ? 0 : survey.after) })
  if (!rule) return
  state.counted.set(trigger, rule)
  add(state, rule, 1)
}

/** Takes back the count of a trigger that is judged again, unless a message has already reported it. */
export function uncountNotAsked(state: DecisionState, trigger: Trigger): void {
  const rule = state.counted.get(trigger)
  if (!rule || !read(state)[rule]) return
  state.counted.delete(trigger)
  add(state, rule, -1)
}

/** Adds what the loader counted while it was quiet: under the rule that held back the first survey until then. */
export function addQuiet(state: DecisionState): void {
  const { local } = state.browser
  const key = keyOf(state, 'quiet')
  const count = Number(local.get(key))
  const [survey] = state.settings.surveys
  if (!count || !survey) return
  local.remove(key)
  const now = Number(local.get(keyOf(state, 'quietUntil'))) - 1
  const rule = firstAgainst(survey, { ...currentSituation(state, null), now })
  if (rule) add(state, rule, count)
}

/** Everything counted so far, for a record that takes it along; counting then starts from zero. */
export function takeNotAsked(state: DecisionState): { notAsked?: NotAsked } {
  const notAsked = read(state)
  if (state.settings.report === 'answers' || !Object.keys(notAsked).length) return {}
  write(state, {})
  return { notAsked }
}
