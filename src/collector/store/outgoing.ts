import type { Kysely } from 'kysely'
import type { ListedMessage, MessageState, SendProblem } from '../../report/api/alerts.ts'
import { patience, pauseAfter } from '../alerts/backoff.ts'
import type { Attempt, Body, DueMessage, NewMessage } from '../alerts/message.ts'
import type { FallTable } from './outgoing-tables.ts'
import type { Tables } from './tables.ts'
import type { Transact } from './transact.ts'

/** The result of trying to send a message. */
export interface Tried {
  message: Pick<DueMessage, 'id' | 'kind' | 'madeAt' | 'tries'>
  attempt: Attempt
  /** Milliseconds since 1970. */
  now: number
}

export interface MessagesQuery {
  state: MessageState | null
  /** Only those further down the list. */
  older: { at: number; id: string } | null
  limit: number
}

/** A survey's score watched by a rule. */
export type FallKey = Omit<FallTable, 'since'>

const rowsAtOnce = 500

/** Queues messages; one that is queued already stays as it is. Returns how many are new. */
export async function queueMessages(db: Kysely<Tables>, messages: readonly NewMessage[]): Promise<number> {
  let added = 0
  for (let from = 0; from < messages.length; from += rowsAtOnce) {
    const rows = await db
      .insertInto('outgoing')
      .values(
        messages.slice(from, from + rowsAtOnce).map(({ id, destination, body, about, madeAt }) => ({
          ...{ id, destination, kind: body.kind, body: JSON.stringify(body), about },
          ...{ made_at: madeAt, tries: 0, next_at: madeAt, is_open: 1 as const },
        })),
      )
      .onConflict(conflict => conflict.column('id').doNothing())
      .returning('id')
      .execute()
    added += rows.length
  }
  return added
}

/**
 * For each destination the message whose turn it is, if it is due: the next one waits for it, so that they arrive in order.
 * A test message goes before all others, because somebody is waiting for it.
 */
export async function dueMessages(
  db: Kysely<Tables>,
  { now, except }: { now: number; except: readonly string[] },
): Promise<DueMessage[]> {
  const waiting = await db
    .selectFrom('outgoing')
    .select('destination')
    .distinct()
    .where('is_open', '=', 1)
    .$if(except.length > 0, query => query.where('destination', 'not in', [...except]))
    .execute()
  const due: DueMessage[] = []
  for (const { destination } of waiting) {
    const head = await headOf(db, destination)
    if (head && head.nextAt <= now) due.push(head.message)
  }
  return due
}

async function headOf(
  db: Kysely<Tables>,
  destination: string,
): Promise<{ message: DueMessage; nextAt: number } | null> {
  const row = await db
    .selectFrom('outgoing')
    .innerJoin('alert_destination', 'alert_destination.id', 'outgoing.destination')
    .where('outgoing.is_open', '=', 1)
    .where('outgoing.destination', '=', destination)
    .select(['outgoing.id', 'outgoing.kind', 'outgoing.body', 'outgoing.about'])
    .select(['outgoing.made_at', 'outgoing.tries', 'outgoing.next_at'])
    .select([
      'alert_destination.name',
      'alert_destination.kind as form',
      'alert_destination.address',
      'alert_destination.secret',
    ])
    .orderBy(eb => eb.case().when('outgoing.kind', '=', 'test').then(0).else(1).end())
    .orderBy('outgoing.made_at')
    .orderBy('outgoing.about')
    .orderBy('outgoing.id')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { id, kind, about, tries, name, form, address, secret } = row
  // In a statement of its own: the response may be on another machine than the queue.
  const response = await db.selectFrom('response').select('record').where('id', '=', about).executeTakeFirst()
  // Not checked: we wrote it.
  const body: Body = JSON.parse(row.body)
  return {
    message: {
      ...{ id, kind, body, about, tries, madeAt: Number(row.made_at) },
      record: response?.record ?? null,
      destination: { id: destination, name, kind: form, address, secret },
    },
    nextAt: Number(row.next_at),
  }
}

/** Problems not worth another try. */
const final: ReadonlySet<SendProblem> = new Set(['erased'])

/** Records the result of an attempt: sent, to be retried, or given up. Returns which. */
export async function noteAttempt(
  db: Kysely<Tables>,
  { message, attempt, now }: Tried,
): Promise<MessageState> {
  const { id, kind, madeAt } = message
  const tries = message.tries + 1
  const isGivenUp = !attempt.ok && (kind === 'test' || now - madeAt >= patience || final.has(attempt.problem))
  const isOpen = !attempt.ok && !isGivenUp
  await db
    .updateTable('outgoing')
    .set({
      tries,
      status: attempt.status,
      problem: attempt.ok ? null : attempt.problem,
      sent_at: attempt.ok ? now : null,
      next_at: attempt.ok ? now : now + pauseAfter(tries, attempt.retryAfter),
      is_open: isOpen ? 1 : 0,
    })
    .where('id', '=', id)
    .where('is_open', '=', 1)
    .execute()
  if (attempt.ok) return 'sent'
  return isGivenUp ? 'given-up' : 'waiting'
}

/** Messages, newest first. */
export async function listMessages(
  db: Kysely<Tables>,
  { state, older, limit }: MessagesQuery,
): Promise<ListedMessage[]> {
  const rows = await db
    .selectFrom('outgoing')
    .leftJoin('alert_destination', 'alert_destination.id', 'outgoing.destination')
    .$if(state === 'waiting', query => query.where('is_open', '=', 1))
    .$if(state === 'sent', query => query.where('sent_at', 'is not', null))
    .$if(state === 'given-up', query => query.where('is_open', '=', 0).where('sent_at', 'is', null))
    .$if(older !== null, query =>
      query.where(eb =>
        eb(eb.refTuple('outgoing.made_at', 'outgoing.id'), '<', eb.tuple(older?.at ?? 0, older?.id ?? '')),
      ),
    )
    .select(['outgoing.id', 'outgoing.kind', 'body', 'made_at', 'tries', 'next_at', 'status', 'problem'])
    .select(['sent_at', 'is_open', 'alert_destination.name'])
    .orderBy('outgoing.made_at', 'desc')
    .orderBy('outgoing.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    id: row.id,
    kind: row.kind,
    destination: row.name,
    ...aboutOf(JSON.parse(row.body)),
    state: row.is_open === 1 ? 'waiting' : row.sent_at === null ? 'given-up' : 'sent',
    madeAt: Number(row.made_at),
    tries: row.tries,
    sentAt: row.sent_at === null ? null : Number(row.sent_at),
    nextAt: row.is_open === 1 ? Number(row.next_at) : null,
    status: row.status,
    problem: row.problem,
  }))
}

function aboutOf(body: Body): Pick<ListedMessage, 'rule' | 'site' | 'survey' | 'score'> {
  const nothing = { rule: null, site: null, survey: null, score: null }
  if (body.kind === 'alert') {
    const { rule, site, survey, score } = body
    return { rule: rule.name, site, survey, score }
  }
  if (body.kind === 'fall') {
    const { site, survey, score } = body.fall
    return { rule: body.rule.name, site, survey, score }
  }
  return nothing
}

/** How many messages wait. */
export async function countWaiting(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('outgoing')
    .select(eb => eb.fn.countAll().as('total'))
    .where('is_open', '=', 1)
    .executeTakeFirst()
  return Number(row?.total ?? 0)
}

/** Messages per batch; answers wait while a batch is deleted. */
const tidiedAtOnce = 500

/** Deletes messages finished before an instant, and those waiting for a destination that no longer exists. */
export async function tidyMessages(db: Kysely<Tables>, before: number): Promise<void> {
  const old = await db
    .selectFrom('outgoing')
    .select('id')
    .where('made_at', '<', before)
    .where('is_open', '=', 0)
    .limit(tidiedAtOnce)
    .execute()
  const lost = await db
    .selectFrom('outgoing')
    .leftJoin('alert_destination', 'alert_destination.id', 'outgoing.destination')
    .select('outgoing.id')
    .where('is_open', '=', 1)
    .where('alert_destination.id', 'is', null)
    .limit(tidiedAtOnce)
    .execute()
  const ids = [...old, ...lost].map(({ id }) => id)
  if (ids.length > 0) await db.deleteFrom('outgoing').where('id', 'in', ids).execute()
}

/** Deletes the messages about these responses. */
export async function forgetMessages(all: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await all
      .deleteFrom('outgoing')
      .where('about', 'in', [...ids])
      .execute()
}

export async function fallsIn(db: Kysely<Tables>): Promise<FallTable[]> {
  const rows = await db.selectFrom('alert_fall').selectAll().execute()
  return rows.map(row => ({ ...row, since: Number(row.since) }))
}

/** Records a fall and queues its messages, both or neither. Returns how many messages are new. */
export async function beginFall(
  transact: Transact,
  { fall, messages }: { fall: FallTable; messages: readonly NewMessage[] },
): Promise<number> {
  return transact(async all => {
    const noted = await all
      .insertInto('alert_fall')
      .values(fall)
      .onConflict(conflict => conflict.columns(['rule', 'site', 'survey', 'kind']).doNothing())
      .returning('rule')
      .execute()
    return noted.length === 0 ? 0 : queueMessages(all, messages)
  })
}

/** Records that the score has recovered: the next fall is a new one. */
export async function endFall(db: Kysely<Tables>, { rule, site, survey, kind }: FallKey): Promise<void> {
  await db
    .deleteFrom('alert_fall')
    .where('rule', '=', rule)
    .where('site', '=', site)
    .where('survey', '=', survey)
    .where('kind', '=', kind)
    .execute()
}
