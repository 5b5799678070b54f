import { countsOf } from '../report/api/counts-of.ts'
import { type SelectionParameters, selectionOf } from '../report/api/figures-query.ts'
import type {
  FollowUpFigures,
  FollowUpList,
  FollowUpParameters,
  TeamMember,
} from '../report/api/follow-up.ts'
import { usualQueue } from '../report/api/follow-up.ts'
import { type Actor, mayDo } from './actor.ts'
import { answerFigures } from './answer-figures.ts'
import type { FollowUpPlace } from './store/list-follow-ups.ts'
import type { Store } from './store/store.ts'

/** Answers per page of the list. */
const mostListed = 50

/** The UTC calendar day. */
const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)

/** An actor in the form that follow-ups use. */
export const memberOf = ({ id, name }: Actor): TeamMember => ({ id, name })

/**
 * Everybody who may be given a follow-up, sorted by name: members who may follow up, everybody who owns one already, and
 * the person asking, if they may.
 */
export async function teamOf(
  store: Pick<Store, 'followUpOwners' | 'people'>,
  actor: Actor,
  now: number,
): Promise<TeamMember[]> {
  const members = new Map((await store.followUpOwners()).map(owner => [owner.id, owner]))
  for (const { id, name, role } of (await store.people.team(now)).members)
    if (mayDo(role, 'follow-up')) members.set(id, { id, name })
  if (mayDo(actor.role, 'follow-up')) members.set(actor.id, memberOf(actor))
  return [...members.values()].sort((one, other) => one.name.localeCompare(other.name))
}

/** The response to `GET /api/follow-up`. @param now milliseconds since 1970 */
export async function answerFollowUps(
  store: Pick<Store, 'followUps' | 'followUpOwners' | 'people'>,
  parameters: FollowUpParameters,
  now: number,
  actor: Actor,
): Promise<FollowUpList> {
  const { queue = usualQueue, state = 'open', owner, due, contact, after, ...selection } = parameters
  const found = await store.followUps({
    selection: selectionOf(selection, now),
    queue,
    state,
    owner: ownerNamed(owner, actor),
    dueBy: due === undefined ? null : dayOf(now),
    onlyAllowed: contact === 'allowed',
    now,
    after: after === undefined ? null : placeOf(after),
    limit: mostListed + 1,
  })
  const answers = found.slice(0, mostListed)
  const last = found.length > mostListed ? answers.at(-1) : undefined
  return {
    at: now,
    answers,
    next: last ? `${last.worth ?? -1}_${last.at}_${last.id}` : null,
    me: { ...memberOf(actor), mayFollowUp: mayDo(actor.role, 'follow-up') },
    team: await teamOf(store, actor, now),
  }
}

function ownerNamed(owner: string | undefined, actor: Actor): string | null {
  if (owner === undefined) return null
  if (owner === 'none') return ''
  return owner === 'me' ? actor.id : owner
}

function placeOf(after: string): FollowUpPlace {
  const [value = '', at = '', id = ''] = after.split('_')
  return { value: Number(value), at: Number(at), id }
}

/**
 * The number of detractors in the usual period who wait or were contacted, and are neither solved nor lost.
 * @param now milliseconds since 1970
 */
export async function countOpenFollowUps(
  store: Pick<Store, 'figures' | 'takenUp'>,
  now: number,
): Promise<number> {
  const { groups } = await answerFigures(store, {}, now)
  const { surveys } = await answerTakenUp(store, {}, now)
  const detractors = groups
    .filter(({ when }) => when === 'period')
    .reduce((sum, { scores }) => sum + countsOf(scores).detractors, 0)
  return surveys.reduce((open, { solved, lost }) => open - solved - lost, detractors)
}

/** The response to `GET /api/follow-up-figures`. @param now milliseconds since 1970 */
export async function answerTakenUp(
  store: Pick<Store, 'takenUp'>,
  parameters: SelectionParameters,
  now: number,
): Promise<FollowUpFigures> {
  return { surveys: await store.takenUp(selectionOf(parameters, now), dayOf(now)) }
}
