import { type Kysely, sql } from 'kysely'
import type { Selection } from '../../report/api/figures-query.ts'
import type { Segment } from '../../report/api/segments.ts'
import { type FiguresQuery, type FiguresRow, responsesIn } from './count-figures.ts'
import { isFilling } from './fills.ts'
import {
  type CountedSegment,
  countColumns,
  dayLength,
  isCountedSegment,
  longestValue,
  scoreColumns,
  wholeSegment,
} from './rollup-rows.ts'
import type { Tables } from './tables.ts'

/**
 * What `countFigures` counts, read from the rollup in a moment, however many responses there are. Null where that doesn't tell
 * them apart in the way that is asked for, or is still being filled.
 */
export async function rollupFigures(db: Kysely<Tables>, query: FiguresQuery): Promise<FiguresRow[] | null> {
  const place = placeInRollup(query)
  if (place === null || (await isFilling(db, 'rollup'))) return null
  const rows = await read(db, query, place)
  // Somebody may have begun to fill it anew meanwhile.
  return (await isFilling(db, 'rollup')) ? null : rows
}

interface Place {
  segment: CountedSegment | typeof wholeSegment
  /** Null: any. */
  value: string | null
}

/** The one segment that a query is about. */
function placeInRollup({ by, selection }: FiguresQuery): Place | null {
  const { filters, latestPerRespondent, period, before, tag } = selection
  const isOfDays = [period, before ?? period].every(({ start, end }) => isDay(start) && isDay(end))
  if (latestPerRespondent || tag !== null || !isOfDays) return null
  const named = new Set<Segment>([...by, ...filters.map(({ segment }) => segment)])
  const [segment] = named
  if (segment === undefined) return { segment: wholeSegment, value: '' }
  if (named.size > 1 || filters.length > 1 || !isCountedSegment(segment)) return null
  const value = filters[0]?.value ?? null
  return value !== null && value.length > longestValue ? null : { segment, value }
}

const isDay = (instant: number) => instant % dayLength === 0

const alike = ['site', 'survey', 'kind', 'state'] as const

async function read(
  db: Kysely<Tables>,
  { selection, by, byDay }: FiguresQuery,
  { segment, value }: Place,
): Promise<FiguresRow[]> {
  const { period, site, survey, kind, onlyVerified } = selection
  // A plain number to group by would be a column's place.
  const at = byDay ? sql<number>`rollup.day + 0` : sql<number>`rollup.day * 0`
  const inPeriod = sql<0 | 1>`case when rollup.day >= ${sql.lit(dayOf(period.start))} then 1 else 0 end`
  // Where it isn't asked for, all values are one.
  const said = by.length === 0 ? sql<string>`substr(rollup.value, 1, 0)` : sql<string>`rollup.value`
  const rows = await db
    .selectFrom('rollup')
    .where('segment', '=', segment)
    .$if(value !== null, query => query.where('value', '=', value ?? ''))
    .$if(site !== null, query => query.where('site', '=', site ?? ''))
    .$if(survey !== null, query => query.where('survey', '=', survey ?? ''))
    .$if(kind !== null, query => query.where('kind', '=', kind ?? 'transactional'))
    .where('day', '>=', firstDay(selection))
    .where('day', '<', dayOf(period.end))
    .where('test', '=', 0)
    .where('self_selected', '=', 0)
    .$if(onlyVerified, query => query.where('verified', '=', 1))
    .select(alike)
    .select([inPeriod.as('in_period'), at.as('at_day'), said.as('said')])
    .select(eb => countColumns.map(column => eb.fn.sum<number | string>(column).as(column)))
    .groupBy([...alike, sql.ref('in_period'), sql.ref('at_day'), sql.ref('said')])
    .execute()

  return rows
    .map(row => {
      const said = segment === 'device' && row.said === '' ? null : row.said
      return {
        site: row.site,
        survey: row.survey,
        kind: row.kind,
        state: row.state,
        inPeriod: Number(row.in_period) === 1 ? (1 as const) : (0 as const),
        day: Number(row.at_day),
        first: by.length > 0 ? said : null,
        second: by.length > 1 ? said : null,
        scores: scoreColumns.slice(0, -1).map(column => Number(row[column])),
        unscored: Number(row.unscored),
        withReason: Number(row.with_reason),
      }
    })
    .filter(row => responsesIn(row) > 0)
}

const dayOf = (instant: number) => Math.floor(instant / dayLength)
const firstDay = ({ period, before }: Selection) => dayOf((before ?? period).start)
