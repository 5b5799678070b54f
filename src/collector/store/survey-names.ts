import type { Kysely, RawBuilder } from 'kysely'
import type { GivenName } from '../../report/api/surveys.ts'
import { isFilling } from './fills.ts'
import { storable } from './person.ts'
import { dayLength, wholeSegment } from './rollup-rows.ts'
import type { SchemaSteps } from './schema-steps.ts'
import type { SurveyName } from './surveys.ts'
import type { Tables } from './tables.ts'
import { isDeclared } from './undeclared.ts'

/** What the team calls a site or a survey. */
export interface SurveyNameTable extends SurveyName {
  /** Of the site itself `survey` is empty: a key has no gaps. */
  name: string
}

export async function addSurveyNames(
  db: Kysely<Tables>,
  { addTable }: SchemaSteps,
  text: 'text' | RawBuilder<unknown>,
): Promise<void> {
  await addTable(
    db.schema
      .createTable('survey_name')
      .addColumn('site', text, column => column.notNull())
      .addColumn('survey', text, column => column.notNull())
      .addColumn('name', text, column => column.notNull())
      .addPrimaryKeyConstraint('survey_name_key', ['site', 'survey']),
  )
}

/** More names are no help to anybody: as many as surveys may become known by themselves, and their sites. */
const mostNames = 1020

/** By site, its own name first, then by survey. */
export async function namesOf(db: Kysely<Tables>): Promise<GivenName[]> {
  const rows = await db
    .selectFrom('survey_name')
    .selectAll()
    .orderBy('site')
    .orderBy('survey')
    .limit(mostNames)
    .execute()
  return rows.map(({ site, survey, name }) => ({ site, survey: survey === '' ? null : survey, name }))
}

/** Calls a site or a survey by a name; by an empty one, by its id again. False where it is not known. */
export async function giveName(
  db: Kysely<Tables>,
  { site, survey, name: given }: GivenName,
): Promise<boolean> {
  const known = await db
    .selectFrom('known_survey')
    .select('site')
    .where('site', '=', site)
    .$if(survey !== null, query => query.where('survey', '=', survey ?? ''))
    .executeTakeFirst()
  if (!known) return false
  const name = storable(given.trim())
  const key = { site, survey: survey ?? '' }
  if (name === '')
    await db.deleteFrom('survey_name').where('site', '=', site).where('survey', '=', key.survey).execute()
  else
    await db
      .insertInto('survey_name')
      .values({ ...key, name })
      .onConflict(conflict => conflict.columns(['site', 'survey']).doUpdateSet({ name }))
      .execute()
  return true
}

/** What came last of a survey. */
export interface Heard extends SurveyName {
  /** When it was given, milliseconds since 1970. */
  at: number
}

/** Of each survey that is counted the newest response, whatever it says, tests among them. */
export async function lastHeard(db: Kysely<Tables>): Promise<Heard[]> {
  if (await isFilling(db, 'rollup')) return newestOf(db)
  const days = await db
    .selectFrom('rollup')
    .where('segment', '=', wholeSegment)
    .groupBy(['site', 'survey'])
    .select(['site', 'survey'])
    .select(eb => eb.fn.max('day').as('day'))
    .execute()
  const heard: Heard[] = []
  // Each is found among the responses of one day.
  for (const { day, ...name } of days) heard.push(...(await newestOf(db, { ...name, day: Number(day) })))
  return heard
}

async function newestOf(db: Kysely<Tables>, only?: SurveyName & { day: number }): Promise<Heard[]> {
  const rows = await db
    .selectFrom('response')
    .where(isDeclared)
    .$if(only !== undefined, query =>
      query
        .where('site', '=', only?.site ?? '')
        .where('survey', '=', only?.survey ?? '')
        .where('given_at', '>=', (only?.day ?? 0) * dayLength)
        .where('given_at', '<', ((only?.day ?? 0) + 1) * dayLength),
    )
    .groupBy(['site', 'survey'])
    .select(['site', 'survey'])
    .select(eb => eb.fn.max('given_at').as('at'))
    .execute()
  return rows.map(({ at, ...name }) => ({ ...name, at: Number(at) }))
}
