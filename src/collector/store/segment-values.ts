import type { Kysely } from 'kysely'
import type { ResponseRecord } from '../../protocol/response.ts'
import { bandOf, loadBands, valueBands } from '../../report/api/segments.ts'
import { storable } from './person.ts'
import type { ResponseTable, Tables } from './tables.ts'

/**
 * A record's values for the segments that are looked at most, so that no query reads each record for them; null if it says
 * nothing.
 */
export type SegmentValues = Pick<
  ResponseTable,
  'segmented' | 'device' | 'product' | 'department' | 'team' | 'agent' | 'value_band' | 'load_band'
>

/** The same values that `segmentColumn` reads from the record. */
export function segmentValues({ device, trigger, page }: ResponseRecord): SegmentValues {
  const { properties, value, currency } = trigger
  const hasValue = value !== null && value !== undefined && !!currency
  return {
    segmented: 1,
    device: textOf(device),
    product: textOf(properties?.product),
    department: textOf(properties?.department),
    team: textOf(properties?.team),
    agent: textOf(properties?.agent),
    value_band: hasValue ? storable(`${currency} ${bandOf(value, valueBands)}`) : null,
    load_band: page.loadMs === null ? null : String(bandOf(page.loadMs, loadBands)),
  }
}

const textOf = (value: unknown): string | null =>
  value === undefined || value === null || value === '' ? null : storable(String(value))

/** Responses per batch; new ones wait while a batch is being filled in. */
const pageOfRows = 250

/**
 * Fills in the segment columns of responses stored before there were any. Returns the last id, or null after the last
 * batch.
 */
export async function fillSegments(all: Kysely<Tables>, after: string): Promise<string | null> {
  const rows = await all
    .selectFrom('response')
    .select(['id', 'revision', 'record', 'segmented'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(pageOfRows)
    .execute()
  for (const { id, revision, record, segmented } of rows) {
    if (segmented === 1) continue
    await all
      .updateTable('response')
      // Not checked: it passed the schema when it was stored.
      .set(segmentValues(JSON.parse(record)))
      .where('id', '=', id)
      // A later revision brings its own values.
      .where('revision', '=', revision)
      .execute()
  }
  return rows.length < pageOfRows ? null : (rows.at(-1)?.id ?? null)
}
