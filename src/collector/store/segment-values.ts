import type { Kysely } from 'kysely'
import type { ResponseRecord } from '../../protocol/response.ts'
import { bandOf, loadBands, valueBands } from '../../report/api/segments.ts'
import { storable } from './person.ts'
import type { ResponseTable, Tables } from './tables.ts'

/** What a record says of the segments that are looked at most, so that no query reads each record for it; null: nothing. */
export type SegmentValues = Pick<
  ResponseTable,
  'segmented' | 'device' | 'product' | 'department' | 'team' | 'agent' | 'value_band' | 'load_band'
>

/** The same as `segmentColumn` reads from the record. */
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

/** Responses at a time: while they are being filled, new ones wait. */
const pageOfRows = 250

/** Fills in what responses say of segments that came before it was kept. The last one's id, or null after the last. */
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
      // It has passed the schema when it was stored.
      .set(segmentValues(JSON.parse(record)))
      .where('id', '=', id)
      // A later revision has come with its own.
      .where('revision', '=', revision)
      .execute()
  }
  return rows.length < pageOfRows ? null : (rows.at(-1)?.id ?? null)
}
