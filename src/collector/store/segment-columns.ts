import { type RawBuilder, sql } from 'kysely'
import { loadBands, type Segment, tenureBands, valueBands } from '../../report/api/segments.ts'

const dayLength = 86_400_000

/** How a database reads a text, number or flag of a record, spelled as in JSON; null if it is none of them. */
export type ScalarIn = (json: RawBuilder<unknown>, path: readonly string[]) => RawBuilder<string | null>

const record = sql.ref('response.record')

/** What a row of `response` says about a segment, as text; null if it says nothing. */
export function segmentColumn(segment: Segment, scalarIn: ScalarIn): RawBuilder<string | null> {
  const textAt = (...path: string[]) => sql<string | null>`nullif(${scalarIn(record, path)}, '')`
  switch (segment) {
    case 'touchpoint':
      return sql.ref('response.trigger_name')
    case 'source':
      return sql.ref('response.trigger_source')
    case 'language':
      return sql.ref('response.locale')
    case 'page':
      return sql.ref('response.page_url')
    case 'device':
      return kept('device', textAt('device'))
    case 'value':
      return kept(
        'value_band',
        sql`${textAt('trigger', 'currency')} || ' ' || ${band(textAt('trigger', 'value'), valueBands)}`,
      )
    case 'tenure':
      return tenure(textAt('respondent', 'since'))
    case 'load':
      return kept('load_band', band(textAt('page', 'loadMs'), loadBands))
    case 'product':
    case 'department':
    case 'team':
    case 'agent':
      return kept(segment, textAt('trigger', 'properties', segment))
    default:
      return textAt('respondent', 'traits', segment.slice('trait.'.length))
  }
}

/**
 * Counts tenure as tenureOf in figures does, with what every database has: whole numbers, and a division that drops the
 * remainder. Each step is a row of its own, so that the record is read once; years begin in March, so that a leap day is
 * the last day of its year.
 */
function tenure(since: RawBuilder<string | null>): RawBuilder<string | null> {
  const digitless = Array.from({ length: 10 }, (_, digit) => String(digit)).reduce(
    (text, digit) => sql`replace(${text}, ${sql.lit(digit)}, '')`,
    sql`substr(since, 1, 10)`,
  )
  // A limit keeps a database from inlining a step's expression wherever its result is used.
  const written = sql`
    select cast(substr(since, 1, 4) as integer) as year, cast(substr(since, 6, 2) as integer) as month,
      cast(substr(since, 9, 2) as integer) as date
    from (select ${since} as since limit 1) as given
    where since like '____-__-__%' and ${digitless} = '--' and substr(since, 11, 1) in ('', 'T', ' ')
    limit 1`
  const counted = sql`
    select year - case when month <= 2 then 1 else 0 end as years,
      month + case when month <= 2 then 9 else -3 end as months, date
    from (${written}) as written
    where year >= 1900 and month between 1 and 12 and date between 1 and 31
    limit 1`
  const lasted = sql`
    select ${sql.ref('response.given_at')} / ${sql.lit(dayLength)} - (365 * years + years / 4 - years / 100 + years / 400
      + (153 * months + 2) / 5 + date - 1 - 719468) as days
    from (${counted}) as counted
    limit 1`
  return sql`(select ${band(sql`days`, tenureBands)} from (${lasted}) as lasted where days >= 0)`
}
/** The column's value, or the record's for rows older than the column. */
const kept = (column: string, inRecord: RawBuilder<string | null>): RawBuilder<string | null> =>
  sql`case when response.segmented = 1 then ${sql.ref(`response.${column}`)} else ${inRecord} end`

/** The index of the band that contains a number, as text. */
function band(number: RawBuilder<string | null>, bounds: readonly number[]): RawBuilder<string | null> {
  const value = sql`cast(${number} as double precision)`
  const places = bounds.map(
    (bound, place) => sql`when ${value} < ${sql.lit(bound)} then ${sql.lit(String(place))}`,
  )
  return sql`case when ${number} is null then null ${sql.join(places, sql` `)} else ${sql.lit(String(bounds.length))} end`
}

export const sqliteScalar: ScalarIn = (json, path) => {
  const place = sql.lit(`$${path.map(name => `."${name}"`).join('')}`)
  return sql`case json_type(${json}, ${place})
    when 'text' then json_extract(${json}, ${place})
    when 'integer' then ${json} -> ${place} when 'real' then ${json} -> ${place}
    when 'true' then 'true' when 'false' then 'false' end`
}

/** NUL and lone surrogates: PostgreSQL can't read a record that spells one of them, wherever it is. */
const hex = '[0-9a-fA-F]'
const [high, low] = [String.raw`\\u[dD][89abAB]${hex}{2}`, String.raw`\\u[dD][c-fC-F]${hex}{2}`]
const unreadable = String.raw`\\u0000|${high}(?!${low})|(?<!${high})${low}`

/** The same record, with U+FFFD for what cannot be read. Spells an escaped backslash so that it can't begin another escape. */
const readable = (json: RawBuilder<unknown>) =>
  sql`case when ${json} ~ ${sql.lit(String.raw`\\u(0000|[dD][89a-fA-F])`)} then regexp_replace(
    replace(${json}, ${sql.lit(String.raw`\\`)}, ${sql.lit(String.raw`\u005c`)}),
    ${sql.lit(unreadable)}, ${sql.lit('\uFFFD')}, 'g') else ${json} end`

export const postgresScalar: ScalarIn = (json, path) => {
  const names = sql`array[${sql.join(path.map(name => sql.lit(name)))}]`
  const record = sql`(${readable(json)})::json`
  return sql`case when json_typeof(${record} #> ${names}) in ('string', 'number', 'boolean')
    then ${record} #>> ${names} end`
}
