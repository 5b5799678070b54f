import { day } from '../../time/duration.ts'
import { answerAnswers } from '../answer-figures.ts'
import { answerTagFigures } from '../answer-tag-figures.ts'
import type { Store } from '../store/store.ts'
import { type Digest, digestOf } from './digest.ts'
import { digestWeekAt } from './digest-week.ts'
import { keyOf, type NewMessage } from './message.ts'

type DigestStore = Pick<
  Store,
  'alertSettings' | 'figures' | 'tagFigures' | 'tags' | 'answers' | 'areTextsReady' | 'queueMessages'
>

/** How many follow-ups nobody has closed. */
export type OpenFollowUps = () => Promise<number>

/** Milliseconds: a digest later than this would come when the next is nearly due. */
const latest = 6 * day

/**
 * Queues the digests that are due, one per week and destination. Returns how many are new.
 * @param made keys of those made before; new ones are added
 */
export async function makeDigests(
  store: DigestStore,
  now: number,
  made: Set<string>,
  openFollowUps?: OpenFollowUps,
): Promise<number> {
  const { destinations } = await store.alertSettings()
  const weeks = new Map<string, Promise<Digest>>()
  const messages: NewMessage[] = []
  for (const { id: destination, digest, zone, digest_since } of destinations) {
    if (!digest) continue
    const week = digestWeekAt(now, zone)
    const id = keyOf('digest', destination, week.from)
    if (made.has(id) || week.dueAt < digest_since || now - week.dueAt > latest) continue
    const weekly = weeks.get(week.from) ?? digestIn(store, week, now, openFollowUps)
    weeks.set(week.from, weekly)
    messages.push({ id, destination, body: { kind: 'digest', digest: await weekly }, about: '', madeAt: now })
  }
  const added = await store.queueMessages(messages)
  for (const { id } of messages) made.add(id)
  return added
}

/** A week's digest: all of its figures are those that the report's API returns for the same dates. */
export async function digestIn(
  store: Omit<DigestStore, 'alertSettings' | 'queueMessages'>,
  { from, to }: { from: string; to: string },
  now: number,
  openFollowUps?: OpenFollowUps,
): Promise<Digest> {
  const figures = await answerTagFigures(store, { from, to }, now)
  const detractors = []
  for (let after: string | null = ''; after !== null; ) {
    const page = { from, to, category: 'detractor' as const, ...(after !== '' && { after }) }
    const { answers, next } = await answerAnswers(store, page, now)
    detractors.push(...answers)
    after = next
  }
  return digestOf({
    week: { from, to },
    figures,
    tags: await store.tags(),
    detractors,
    openFollowUps: openFollowUps ? await openFollowUps() : null,
  })
}
