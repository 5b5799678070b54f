import type { TeamMember } from '../../report/api/follow-up.ts'
import type { FollowUpChange } from '../store/follow-up.ts'
import type { ReceivedResponse } from '../store/store.ts'
import { createDice } from './dice.ts'

const hour = 3_600_000
const day = 24 * hour

/** The shop's team has been calling the detractors of this many days. */
const followedDays = 120

const team: readonly [TeamMember, TeamMember] = [
  { id: 'example-anna', name: 'Anna' },
  { id: 'example-bo', name: 'Bo' },
]

const notes = [
  'Called, and sent a new parcel.',
  'Wrote an e-mail.',
  'Left a message.',
  'Refunded the postage.',
] as const

/** What the shop's team has done about its detractors: most have been called, and those of the last days still wait. */
export function exampleFollowUps(responses: readonly ReceivedResponse[]): FollowUpChange[] {
  const dice = createDice(7)
  const newest = Math.max(...responses.map(({ receivedAt }) => receivedAt))
  return responses.flatMap(({ record, receivedAt }) => {
    const isDetractor = record.state === 'answered' && record.score !== null && record.score <= 6
    const age = newest - receivedAt
    const isTaken = isDetractor && age < followedDays * day && dice.roll() < (age < 3 * day ? 0.25 : 0.8)
    if (!isTaken) return []
    const by = dice.pick(team)
    const contactedAt = receivedAt + (1 + 30 * dice.roll()) * hour
    const contact: FollowUpChange = {
      ...{ answers: [{ id: record.id, version: 0 }], owner: by, state: 'contacted', note: dice.pick(notes) },
      ...{ by, now: Math.round(contactedAt) },
    }
    const end = dice.roll()
    if (end < 0.25) return [contact]
    const ended: FollowUpChange = {
      ...{ answers: [{ id: record.id, version: 1 }], state: end < 0.85 ? 'solved' : 'lost' },
      ...{ by, now: Math.round(contactedAt + 2 * day) },
    }
    return [contact, ended]
  })
}
