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

/** Whether anything is kept of this visitor already; of one of whom nothing is, only the page remembers what it counts. */
const isKnown = ({ memory, page }: DecisionState): unknown => {
  const { askings, seed } = memory.history()
  return memory.canRemember && (askings.length || seed !== null || page.seen)
}

/** Whether a collector takes it: anybody may have written into the storage. */
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

/** @param more how many more there are, or fewer */
function add(state: DecisionState, rule: string, more: number): void {
  const { [rule]: known = 0, ...others } = read(state)
  write(state, known + more > 0 ? { ...others, [rule]: clamp(known + more) } : others)
}

/**
 * Counts a trigger that leads to no asking, where the site reports everything: by the first rule that holds back the survey
 * that waits for it. Of whom the browser asks to leave alone nothing is counted.
 * @param about what else is known of the situation
 * @param id the survey's, where it was chosen already
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
  const survey = surveys.find(one => (id ? one.id === id : isAwaited(one, situation)))
  if (!survey || !situation.consent || !gpc(survey, situation)) return
  const rule = firstAgainst(survey, { ...situation, now: situation.now + (id ? 0 : survey.after) })
  if (!rule) return
  state.counted.set(trigger, rule)
  add(state, rule, 1)
}

/** A trigger is judged anew. What a message has told already stays told, and is not counted again. */
export function uncountNotAsked(state: DecisionState, trigger: Trigger): void {
  const rule = state.counted.get(trigger)
  if (!rule || !read(state)[rule]) return
  state.counted.delete(trigger)
  add(state, rule, -1)
}

/** Adds what the loader has counted while it was quiet: by what held back the first survey at the end of that time. */
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

/** All that was counted, for a record that takes it along; from now on it is counted anew. */
export function takeNotAsked(state: DecisionState): { notAsked?: NotAsked } {
  const notAsked = read(state)
  if (state.settings.report === 'answers' || !Object.keys(notAsked).length) return {}
  write(state, {})
  return { notAsked }
}
