import type { Kysely, RawBuilder } from 'kysely'
import type { GivenName } from '../../report/api/surveys.ts'
import { isFilling } from './fills.ts'
import { storable } from './person.ts'
import { dayLength, wholeSegment } from './rollup-rows.ts'
import type { SchemaSteps } from './schema-steps.ts'
import type { SurveyName } from './surveys.ts'
import type { Tables } from './tables.ts'
import { isDeclared } from './undeclared.ts'

/** The team's name for a site or a survey. */
export interface SurveyNameTable extends SurveyName {
  /** `survey` is '' for the site itself, since a key has no nulls. */
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

/** More names help nobody: enough for as many surveys as can become known without a declaration, and their sites. */
const mostNames = 1020

/** Sorted by site, its own name first, then by survey. */
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

/** Names a site or a survey; an empty name restores its id. False if it is not known. */
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

/** The newest response to a survey. */
export interface NewestResponse extends SurveyName {
  /** When it was given, milliseconds since 1970. */
  at: number
}

/** The newest response to each counted survey, whatever it says, including tests. */
export async function newestResponses(db: Kysely<Tables>): Promise<NewestResponse[]> {
  if (await isFilling(db, 'rollup')) return newestOf(db)
  const days = await db
    .selectFrom('rollup')
    .where('segment', '=', wholeSegment)
    .groupBy(['site', 'survey'])
    .select(['site', 'survey'])
    .select(eb => eb.fn.max('day').as('day'))
    .execute()
  const newest: NewestResponse[] = []
  // Each is looked for among one day's responses only.
  for (const { day, ...name } of days) newest.push(...(await newestOf(db, { ...name, day: Number(day) })))
  return newest
}

async function newestOf(db: Kysely<Tables>, only?: SurveyName & { day: number }): Promise<NewestResponse[]> {
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
