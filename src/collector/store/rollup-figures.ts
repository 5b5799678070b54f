import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Segment } from '../../report/api/segments.ts'
import { type FiguresKey, type FiguresQuery, type FiguresRow, responsesIn } from './count-figures.ts'
import { longestValue, together, usualSegments } from './counted-segments.ts'
import { declaredSegments } from './declare-segments.ts'
import { isFilling } from './fills.ts'
import { countColumns, dayLength, scoreColumns, wholeSegment } from './rollup-rows.ts'
import type { Tables } from './tables.ts'

/**
 * Counts what `countFigures` counts, but from the rollup: the time grows with the number of days, and hardly with that of
 * responses. Null if the rollup can't tell responses apart as asked, or is still being filled.
 */
export async function rollupFigures(db: Kysely<Tables>, query: FiguresQuery): Promise<FiguresRow[] | null> {
  if (!isOfWholeDays(query) || query.selection.tag !== null || (await isFilling(db, 'rollup'))) return null
  const place = placeOf(query, await declaredSegments(db))
  if (place === null) return null
  const rows = await read(db, query, place)
  // Somebody may have started to refill it meanwhile.
  return (await isFilling(db, 'rollup')) ? null : rows
}

/** Which of a respondent's answers is the latest depends on the period, so counts by day can't say. */
function isOfWholeDays({ selection: { latestPerRespondent, period, before } }: FiguresQuery): boolean {
  const instants = [period, before ?? period].flatMap(({ start, end }) => [start, end])
  return !latestPerRespondent && instants.every(instant => instant % dayLength === 0)
}

/** The part of the rollup that answers a query. */
interface Place {
  segment: string
  /** The segments in a row's value: a single one as it is, several as a list. */
  parts: readonly Segment[]
}

function placeOf({ by, selection: { filters } }: FiguresQuery, declared: readonly Segment[]): Place | null {
  if (filters.some(({ value }) => value.length > longestValue)) return null
  const named = [...new Set<Segment>([...by, ...filters.map(({ segment }) => segment)])]
  const [first] = named
  if (first === undefined) return { segment: wholeSegment, parts: [] }
  if (!named.every(segment => isUsual(segment) || declared.includes(segment))) return null
  if (named.length === 1) return { segment: first, parts: [first] }
  const others = declared.filter(segment => named.includes(segment))
  const isOnlyDeclared = others.length === named.length
  if (others.length > (isOnlyDeclared ? 2 : 1)) return null
  const parts = isOnlyDeclared ? others : [...others, ...usualSegments]
  return { segment: together(parts), parts }
}

const isUsual = (segment: Segment) => usualSegments.some(usual => usual === segment)

const alike = ['site', 'survey', 'kind', 'state'] as const

interface Counts {
  scores: number[]
  unscored: number
  withReason: number
  hasty: number
}

async function read(
  db: Kysely<Tables>,
  { selection, by, byDay }: FiguresQuery,
  { segment, parts }: Place,
): Promise<FiguresRow[]> {
  const { period, before, site, survey, kind, onlyVerified, filters } = selection
  // A bare number in GROUP BY would mean a column's position.
  const day = byDay ? sql<number>`rollup.day + 0` : sql<number>`rollup.day * 0`
  const inPeriod = sql<0 | 1>`case when rollup.day >= ${sql.lit(dayOf(period.start))} then 1 else 0 end`
  const rows = await db
    .selectFrom('rollup')
    .where('segment', '=', segment)
    .$if(filters.length > 0, query => query.where(valueLike(parts, filters)))
    .$if(site !== null, query => query.where('site', '=', site ?? ''))
    .$if(survey !== null, query => query.where('survey', '=', survey ?? ''))
    .$if(kind !== null, query => query.where('kind', '=', kind ?? 'transactional'))
    .where('day', '>=', dayOf((before ?? period).start))
    .where('day', '<', dayOf(period.end))
    .where('test', '=', 0)
    .where('self_selected', '=', 0)
    .$if(onlyVerified, query => query.where('verified', '=', 1))
    .select([...alike, 'value'])
    .select([inPeriod.as('in_period'), day.as('at_day')])
    .select(eb => countColumns.map(column => eb.fn.sum<number | string>(column).as(column)))
    .groupBy([...alike, 'value', sql.ref('in_period'), sql.ref('at_day')])
    .execute()

  const figures = new Map<string, FiguresKey & Counts>()
  const valuesOf = valueReader(parts)
  for (const row of rows) {
    const values = valuesOf(row.value)
    if (filters.some(({ segment, value }) => (values.get(segment) ?? '') !== value)) continue
    const [first = null, second = null] = by.map(segment => values.get(segment) ?? null)
    const key: FiguresKey = {
      ...{ site: row.site, survey: row.survey, kind: row.kind, state: row.state },
      ...{ inPeriod: Number(row.in_period) === 1 ? 1 : 0, day: Number(row.at_day), first, second },
    }
    const name = JSON.stringify(Object.values(key))
    const found = figures.get(name) ?? { ...key, ...noCounts() }
    figures.set(name, found)
    for (const [score, given] of found.scores.entries()) {
      found.scores[score] = given + Number(row[scoreColumns[score] ?? 'unscored'])
    }
    found.unscored += Number(row.unscored)
    found.withReason += Number(row.with_reason)
    found.hasty += Number(row.hasty)
  }
  return [...figures.values()].filter(row => responsesIn(row) > 0)
}

const noCounts = (): Counts => ({
  scores: Array.from({ length: 11 }, () => 0),
  unscored: 0,
  withReason: 0,
  hasty: 0,
})

const dayOf = (instant: number) => Math.floor(instant / dayLength)

/**
 * A row value's part for each segment; null if the responses say nothing. Remembers what it has read, since few values
 * occur in many rows.
 */
function valueReader(parts: readonly Segment[]): (value: string) => ReadonlyMap<Segment, string | null> {
  const read = new Map<string, ReadonlyMap<Segment, string | null>>()
  return value => {
    const found = read.get(value)
    if (found) return found
    const texts: string[] = parts.length > 1 ? JSON.parse(value) : [value]
    const values = new Map(
      parts.map((segment, place) => {
        const text = texts[place] ?? ''
        return [segment, text === '' && !isAlwaysThere.has(segment) ? null : text] as const
      }),
    )
    read.set(value, values)
    return values
  }
}

/** Every response has these, so an empty text is a value. */
const isAlwaysThere: ReadonlySet<Segment> = new Set(['language', 'source', 'touchpoint'])

/** Lets the database drop most rows that no filter wants; each value is still checked afterwards. */
function valueLike(parts: readonly Segment[], filters: FiguresQuery['selection']['filters']) {
  const filterOf = (segment: Segment) => filters.find(filter => filter.segment === segment)?.value
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return sql<SqlBool>`rollup.value = ${filterOf(only)}`
  const pattern = parts.map(segment => {
    const value = filterOf(segment)
    return value === undefined ? '"%"' : JSON.stringify(value).replace(/[~%_]/g, '~$&')
  })
  return sql<SqlBool>`rollup.value like ${`[${pattern.join()}]`} escape '~'`
}
