import { type Kysely, sql } from 'kysely'
import { leaveToFill } from './fills.ts'
import type { Rollup, RollupEngine } from './rollup.ts'
import { countedColumns } from './rollup-rows.ts'
import type { ReceivedResponse } from './store.ts'
import type { ResponseTable, Tables } from './tables.ts'
import type { Transact } from './transact.ts'

export interface SurveyName {
  site: string
  survey: string
}

/** A survey whose answers are counted. */
export interface KnownSurveyTable extends SurveyName {
  /** 1: somebody has declared it; 0: it was among the first that were seen. */
  declared: 0 | 1
}

/** Which surveys are counted, and what has arrived for others. */
export interface SurveyList {
  /** By site, then by name. */
  known: (SurveyName & { declared: boolean })[]
  undeclared: {
    responses: number
    /** Limit above which no more are stored. */
    most: number
    /** The names with the most responses among them. */
    names: (SurveyName & { responses: number })[]
  }
}

/**
 * Names come from strangers, so this limits how many are accepted while nobody has declared any, and how many responses to
 * others are stored.
 */
export interface SurveyLimits {
  sites: number
  surveysOfSite: number
  undeclared: number
}

export const surveyLimits: SurveyLimits = { sites: 20, surveysOfSite: 50, undeclared: 100_000 }

/** Most undeclared names shown. */
const namesShown = 20

/** Milliseconds between two checks for what other collectors, or the operator, have declared. */
const lookAgain = 1000

export interface Sorted {
  /** Responses for which there is room, in order. */
  admitted: readonly ReceivedResponse[]
  /** Those of them that belong to no known survey: they are stored but not counted. */
  undeclared: ReadonlySet<ReceivedResponse>
  /** Ids of responses for which there is no room. */
  turnedAway: readonly string[]
}

/** Tells responses to known surveys from those to names that anybody may have made up. */
export interface SurveyDoor {
  sort(responses: readonly ReceivedResponse[]): Promise<Sorted>
}

const nameOf = ({ site, survey }: SurveyName) => `${site}\n${survey}`

/** What is known so far, including what may become known without a declaration. */
class Known {
  readonly #names = new Set<string>()
  readonly #perSite = new Map<string, number>()
  readonly #limits: SurveyLimits
  #isDeclared = false

  constructor(limits: SurveyLimits, rows: readonly KnownSurveyTable[]) {
    this.#limits = limits
    for (const row of rows) this.add(row, row.declared === 1)
  }

  has(name: SurveyName): boolean {
    return this.#names.has(nameOf(name))
  }

  /** After the first declaration nothing becomes known by itself. */
  isOpenTo({ site }: SurveyName): boolean {
    if (this.#isDeclared) return false
    const surveys = this.#perSite.get(site)
    if (surveys === undefined) return this.#perSite.size < this.#limits.sites
    return surveys < this.#limits.surveysOfSite
  }

  add(name: SurveyName, isDeclared: boolean): void {
    this.#isDeclared ||= isDeclared
    if (this.has(name)) return
    this.#names.add(nameOf(name))
    this.#perSite.set(name.site, (this.#perSite.get(name.site) ?? 0) + 1)
  }
}

/** Caches what is known for a moment: declarations by others are seen a second later. */
export function createSurveyDoor(db: Kysely<Tables>, limits: SurveyLimits): SurveyDoor {
  let known = new Known(limits, [])
  let room = 0
  let lookedAt = Number.NEGATIVE_INFINITY

  const look = async () => {
    known = new Known(limits, await db.selectFrom('known_survey').selectAll().execute())
    room = limits.undeclared - (await countUndeclared(db))
    lookedAt = performance.now()
  }

  return {
    async sort(responses) {
      // Nothing known is ever forgotten, so only a new name is worth a look.
      const hasNew = responses.some(({ record }) => !known.has(record))
      if (hasNew && performance.now() - lookedAt >= lookAgain) await look()
      const admitted: ReceivedResponse[] = []
      const undeclared = new Set<ReceivedResponse>()
      const turnedAway = new Set<string>()
      /** Responses that have been admitted: all messages of one response share one place. */
      const seen = new Set<string>()
      for (const response of responses) {
        const { id, site, survey } = response.record
        const name = { site, survey }
        if (!known.has(name) && known.isOpenTo(name)) {
          await know(db, [name], 0)
          known.add(name, false)
        }
        if (!known.has(name)) {
          const place = `${id}\n${nameOf(name)}`
          if (!seen.has(place) && room <= 0) {
            turnedAway.add(id)
            continue
          }
          if (!seen.has(place)) room -= 1
          seen.add(place)
          undeclared.add(response)
        }
        admitted.push(response)
      }
      return { admitted, undeclared, turnedAway: [...turnedAway] }
    },
  }
}

async function know(db: Kysely<Tables>, all: readonly SurveyName[], declared: 0 | 1): Promise<void> {
  const names = new Map(all.map(name => [nameOf(name), name]))
  if (names.size === 0) return
  await db
    .insertInto('known_survey')
    .values([...names.values()].map(({ site, survey }) => ({ site, survey, declared })))
    .onConflict(conflict =>
      declared === 1
        ? conflict.columns(['site', 'survey']).doUpdateSet({ declared })
        : conflict.columns(['site', 'survey']).doNothing(),
    )
    .execute()
}

/**
 * Declares surveys. Responses that arrived for them before are counted by the fill `undeclared`. Waits for what is being
 * stored at the moment: it either comes first, or finds them declared.
 */
export async function declareSurveys(
  transact: Transact,
  names: readonly SurveyName[],
  engine: RollupEngine,
): Promise<void> {
  if (names.length === 0) return
  await transact(async all => {
    await know(all, names, 1)
    await leaveToFill(all, 'undeclared')
    await engine.holdCounting(all)
  })
}

/** The responses whose surveys have been declared since the door last looked. */
export async function declaredSince(
  all: Kysely<Tables>,
  undeclared: ReadonlySet<ReceivedResponse>,
): Promise<ReadonlySet<ReceivedResponse>> {
  if (undeclared.size === 0) return undeclared
  const rows = await all
    .selectFrom('known_survey')
    .select(['site', 'survey'])
    .where('survey', 'in', [...new Set([...undeclared].map(({ record }) => record.survey))])
    .execute()
  const known = new Set(rows.map(nameOf))
  return new Set([...undeclared].filter(({ record }) => known.has(nameOf(record))))
}

/** Responses per batch; new ones wait while a batch is being counted. */
const pageOfRows = 500

/** Counts some of the responses whose surveys have been declared since they arrived. Null if there are no more. */
export async function countDeclared(all: Kysely<Tables>, rollup: Rollup): Promise<string | null> {
  // Exclusively: a response revised meanwhile would be counted both as it was and as it is.
  const counting = await rollup.beginAlone(all)
  const rows = await all
    .selectFrom('response')
    .innerJoin('undeclared', 'undeclared.id', 'response.id')
    .innerJoin('known_survey', join =>
      join
        .onRef('known_survey.site', '=', 'undeclared.site')
        .onRef('known_survey.survey', '=', 'undeclared.survey'),
    )
    .select(countedColumns.map(column => `response.${column}` as const))
    .limit(pageOfRows)
    .execute()
  if (rows.length === 0) return null
  await rollup.apply(all, { leaving: [], entering: rows }, counting)
  await unmarkUndeclared(
    all,
    rows.map(({ id }) => id),
  )
  return ''
}

/** Marks these as responses to undeclared surveys, which are not counted. */
export async function markUndeclared(all: Kysely<Tables>, rows: readonly ResponseTable[]): Promise<void> {
  if (rows.length === 0) return
  await all
    .insertInto('undeclared')
    .values(rows.map(({ id, site, survey }) => ({ id, site, survey })))
    .onConflict(conflict =>
      conflict.column('id').doUpdateSet({
        site: eb => eb.ref('excluded.site'),
        survey: eb => eb.ref('excluded.survey'),
      }),
    )
    .execute()
}

/** Removes that mark from these: they count, or are gone. */
export async function unmarkUndeclared(all: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await all.deleteFrom('undeclared').where('id', 'in', ids).execute()
}

async function countUndeclared(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('undeclared')
    .select(eb => eb.fn.countAll().as('responses'))
    .executeTakeFirst()
  return Number(row?.responses ?? 0)
}

export async function surveysOf(db: Kysely<Tables>, limits: SurveyLimits): Promise<SurveyList> {
  const known = await db.selectFrom('known_survey').selectAll().orderBy('site').orderBy('survey').execute()
  const responses = await countUndeclared(db)
  const names =
    responses === 0
      ? []
      : await db
          .selectFrom('undeclared')
          .groupBy(['site', 'survey'])
          .select(['site', 'survey'])
          .select(eb => eb.fn.countAll().as('responses'))
          .orderBy('responses', 'desc')
          .orderBy('site')
          .orderBy('survey')
          .limit(namesShown)
          .execute()
  return {
    known: known.map(({ declared, ...name }) => ({ ...name, declared: declared === 1 })),
    undeclared: {
      responses,
      most: limits.undeclared,
      names: names.map(name => ({ ...name, responses: Number(name.responses) })),
    },
  }
}

/**
 * Makes the surveys of a store from before declarations known: all of them or, if there are more than can become known by
 * themselves, those with the most responses. The rest is not counted.
 */
export async function knowStored(db: Kysely<Tables>, limits: SurveyLimits = surveyLimits): Promise<void> {
  const most = limits.sites * limits.surveysOfSite
  const known = new Known(limits, [])
  const chosen: SurveyName[] = []
  const few = await namesStored(db, most)
  for (const name of few ?? (await mostAnswered(db, most))) {
    if (!known.isOpenTo(name)) continue
    known.add(name, false)
    chosen.push(name)
  }
  for (let from = 0; from < chosen.length; from += 100) await know(db, chosen.slice(from, from + 100), 0)
  if (few?.length === chosen.length) return
  await sql`
    insert into undeclared (id, site, survey)
    select id, site, survey from response where not exists (
      select 1 from known_survey as known where known.site = response.site and known.survey = response.survey)`.execute(
    db,
  )
}

/** All names, found by skipping through the index; null if there are more than `most`. */
async function namesStored(db: Kysely<Tables>, most: number): Promise<SurveyName[] | null> {
  const found: SurveyName[] = []
  let last: SurveyName = { site: '', survey: '' }
  for (;;) {
    const next = await db
      .selectFrom('response')
      .select(['site', 'survey'])
      .where(eb => eb(eb.refTuple('site', 'survey'), '>', eb.tuple(last.site, last.survey)))
      .orderBy('site')
      .orderBy('survey')
      .limit(1)
      .executeTakeFirst()
    if (next === undefined) return found
    if (found.length === most) return null
    found.push(next)
    last = next
  }
}

const mostAnswered = (db: Kysely<Tables>, most: number): Promise<SurveyName[]> =>
  db
    .selectFrom('response')
    .groupBy(['site', 'survey'])
    .select(['site', 'survey'])
    .orderBy(eb => eb.fn.countAll(), 'desc')
    .orderBy('site')
    .orderBy('survey')
    .limit(most)
    .execute()
