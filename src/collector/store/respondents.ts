import type { Kysely } from 'kysely'
import { outcomeOf } from '../outcome-cookie.ts'
import type { RespondentMemory } from '../respondent-memory.ts'
import { hasWaiting, type Person, storable, storedKey } from './person.ts'
import { keyOf } from './records.ts'
import type { NextVisit } from './store.ts'
import type { NextVisitTable, Tables } from './tables.ts'

/** More than any rule looks at. */
const mostAskings = 100
const mostTriggers = 20

/** What is known from the responses that a respondent's signature vouched for, and what waits for the next visit. */
export async function memoryOf(
  db: Kysely<Tables>,
  { site, ...respondent }: { site: string; id: string },
): Promise<RespondentMemory> {
  const id = storedKey(respondent.id)
  if (id === null) return { askings: [], triggers: [] }
  const askings = await db
    .selectFrom('response')
    .select(['survey', 'state', 'opted_out', 'given_at', 'trigger_name', 'trigger_source', 'ref'])
    .where('site', '=', site)
    .where('respondent', '=', id)
    .where('respondent_verified', '=', 1)
    .orderBy('given_at', 'desc')
    .limit(mostAskings)
    .execute()
  const triggers = await db
    .selectFrom('next_visit')
    .select(['name', 'ref', 'at', 'properties'])
    .where('site', '=', site)
    .where('respondent', '=', id)
    .orderBy('at', 'desc')
    .limit(mostTriggers)
    .execute()

  return {
    askings: askings.map(row => ({
      survey: row.survey,
      outcome: outcomeOf({ state: row.state, endedBy: row.opted_out === 1 ? 'opted-out' : null }),
      isScored: row.state === 'scored' || row.state === 'answered',
      at: Number(row.given_at),
      triggerName: row.trigger_name,
      ref: row.ref,
      fromCollector: row.trigger_source === 'collector',
    })),
    triggers: triggers.map(triggerOf),
  }
}

const triggerOf = ({ name, ref, at, properties }: Omit<NextVisitTable, 'site' | 'respondent'>) => ({
  name,
  ref: ref === '' ? null : ref,
  at: Number(at),
  properties: JSON.parse(properties),
})

/** All triggers that wait for somebody, oldest first. */
export async function waitingFor(db: Kysely<Tables>, person: Person): Promise<NextVisit[]> {
  if (!hasWaiting(person)) return []
  const rows = await db
    .selectFrom('next_visit')
    .selectAll()
    .where(person.by, '=', keyOf(person))
    .$if(person.site !== undefined, query => query.where('site', '=', person.site ?? ''))
    .orderBy('at')
    .execute()
  return rows.map(({ site, respondent, ...row }) => ({ site, respondent, ...triggerOf(row) }))
}

/** Idempotent: a web hook delivered twice leaves one trigger. */
export async function askNextTime(
  db: Kysely<Tables>,
  { site, at, properties, keepFirst = false, ...trigger }: NextVisit,
): Promise<void> {
  const respondent = storedKey(trigger.respondent)
  if (respondent === null) return
  const key = { site, respondent, name: storable(trigger.name), ref: storedKey(trigger.ref) ?? '' }
  const kept = { at, properties: JSON.stringify(properties) }
  await db
    .insertInto('next_visit')
    .values({ ...key, ...kept })
    .onConflict(conflict => {
      const same = conflict.columns(['site', 'respondent', 'name', 'ref'])
      return keepFirst ? same.doNothing() : same.doUpdateSet(kept)
    })
    .execute()
}
