import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import {
  type DestinationChange,
  mostDestinations,
  mostRules,
  type RuleChange,
} from '../../report/api/alerts.ts'
import type { Actor } from '../actor.ts'
import type { Rule } from '../alerts/rules.ts'
import type { ChangedBy, DestinationTable, RuleTable } from './outgoing-tables.ts'
import type { Tables } from './tables.ts'
import type { Transact } from './transact.ts'

/** Who makes a change, and when. */
export interface By {
  actor: Pick<Actor, 'id' | 'name'>
  /** Milliseconds since 1970. */
  now: number
}

/**
 * The outcome of a change: the id of the thing changed, or why nothing was. `unknown`: nothing has that id; `full`: there
 * are too many already; `kind`: it is of another kind; `destination`: one of the destinations doesn't exist.
 */
export type ChangeResult = { id: string } | { refused: 'unknown' | 'full' | 'kind' | 'destination' }

export interface KeptRule extends Rule {
  changed: { at: number; by: string }
}

/** A destination, including the fields that the API never returns. */
export interface KeptDestination extends Omit<DestinationTable, 'digest' | keyof ChangedBy> {
  digest: boolean
  changed: { at: number; by: string }
}

export interface AlertSettings {
  rules: KeptRule[]
  destinations: KeptDestination[]
}

/** All rules and destinations, sorted by name. */
export async function alertSettings(db: Kysely<Tables>): Promise<AlertSettings> {
  const rules = await db.selectFrom('alert_rule').selectAll().execute()
  const destinations = await db.selectFrom('alert_destination').selectAll().execute()
  const changedOf = (row: ChangedBy) => ({ at: Number(row.changed_at), by: row.changed_name })
  return {
    rules: rules.map(row => ({ ...ruleIn(row), changed: changedOf(row) })).sort(byName),
    destinations: destinations
      .map(({ changed_at, changed_by, changed_name, digest, digest_since, ...row }) => ({
        ...row,
        digest: digest === 1,
        digest_since: Number(digest_since),
        changed: changedOf({ changed_at, changed_by, changed_name }),
      }))
      .sort(byName),
  }
}

const byName = (one: { name: string; id: string }, other: { name: string; id: string }) =>
  one.name.localeCompare(other.name, 'en') || (one.id < other.id ? -1 : 1)

/** Not checked: we wrote it ourselves, after the schema let it through. */
const ruleIn = ({ id, rule }: Pick<RuleTable, 'id' | 'rule'>): Rule => ({ ...JSON.parse(rule), id })

export async function rulesIn(db: Kysely<Tables>): Promise<Rule[]> {
  return (await db.selectFrom('alert_rule').select(['id', 'rule']).execute()).map(ruleIn)
}

const changedBy = ({ actor, now }: By): ChangedBy => ({
  changed_at: now,
  changed_by: actor.id,
  changed_name: actor.name,
})

/** Creates or changes a destination; messages waiting for it are then tried at once. */
export async function keepDestination(
  transact: Transact,
  { id, name, kind, address, secret, digest, zone }: DestinationChange,
  by: By,
): Promise<ChangeResult> {
  const isDigest = digest ? (1 as const) : (0 as const)
  const said = { name: name.trim(), digest: isDigest, zone, ...changedBy(by) }
  const where = address === undefined ? {} : { address: address.trim() }
  return transact(async all => {
    if (id === undefined) {
      if ((await countOf(all, 'alert_destination')) >= mostDestinations) return { refused: 'full' }
      const row = { id: randomUUID(), kind, secret: secret ?? '', digest_since: by.now, ...said }
      await all
        .insertInto('alert_destination')
        .values({ ...row, address: where.address ?? '' })
        .execute()
      return { id: row.id }
    }
    const before = await all
      .selectFrom('alert_destination')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    if (!before) return { refused: 'unknown' }
    if (before.kind !== kind) return { refused: 'kind' }
    const since = before.digest === 1 ? Number(before.digest_since) : by.now
    await all
      .updateTable('alert_destination')
      .set({ ...said, ...where, ...(secret !== undefined && { secret }), digest_since: since })
      .where('id', '=', id)
      .execute()
    await all
      .updateTable('outgoing')
      .set({ next_at: by.now })
      .where('destination', '=', id)
      .where('is_open', '=', 1)
      .execute()
    return { id }
  })
}

/** Returns whether it existed. Messages waiting for it are never sent, and rules stop naming it. */
export async function dropDestination(transact: Transact, id: string): Promise<boolean> {
  return transact(async all => {
    const removed = await all.deleteFrom('alert_destination').where('id', '=', id).executeTakeFirst()
    await all.deleteFrom('outgoing').where('destination', '=', id).where('is_open', '=', 1).execute()
    for (const rule of await rulesIn(all)) {
      if (!rule.destinations.includes(id)) continue
      const destinations = rule.destinations.filter(destination => destination !== id)
      await all
        .updateTable('alert_rule')
        .set({ rule: textOf({ ...rule, destinations }) })
        .where('id', '=', rule.id)
        .execute()
    }
    return removed.numDeletedRows > 0n
  })
}

const textOf = ({ id: _, ...rule }: RuleChange): string => JSON.stringify(rule)

export async function keepRule(transact: Transact, change: RuleChange, by: By): Promise<ChangeResult> {
  return transact(async all => {
    const destinations = [...new Set(change.destinations)]
    const known = await all
      .selectFrom('alert_destination')
      .select('id')
      .where('id', 'in', destinations)
      .execute()
    if (known.length < destinations.length) return { refused: 'destination' }
    const rule = textOf({ ...change, name: change.name.trim(), destinations })
    const row = { rule, ...changedBy(by) }
    if (change.id === undefined) {
      if ((await countOf(all, 'alert_rule')) >= mostRules) return { refused: 'full' }
      const id = randomUUID()
      await all
        .insertInto('alert_rule')
        .values({ id, ...row })
        .execute()
      return { id }
    }
    const changed = await all
      .updateTable('alert_rule')
      .set(row)
      .where('id', '=', change.id)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return { refused: 'unknown' }
    return { id: change.id }
  })
}

/** Returns whether it existed. */
export async function dropRule(transact: Transact, id: string): Promise<boolean> {
  return transact(async all => {
    await all.deleteFrom('alert_fall').where('rule', '=', id).execute()
    const removed = await all.deleteFrom('alert_rule').where('id', '=', id).executeTakeFirst()
    return removed.numDeletedRows > 0n
  })
}

async function countOf(all: Kysely<Tables>, table: 'alert_destination' | 'alert_rule'): Promise<number> {
  const row = await all
    .selectFrom(table)
    .select(eb => eb.fn.countAll().as('total'))
    .executeTakeFirst()
  return Number(row?.total ?? 0)
}
