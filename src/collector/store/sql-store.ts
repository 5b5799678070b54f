import type { Kysely } from 'kysely'
import type { Reason, ReasonQuery } from '../../report/reason.ts'
import { alertSettings, dropDestination, dropRule, keepDestination, keepRule } from './alert-settings.ts'
import { noting } from './audit.ts'
import { lookAtClock } from './clock-look.ts'
import { countFigures, type ReadingEngine } from './count-figures.ts'
import { countTags } from './count-tags.ts'
import { countValues } from './count-values.ts'
import { countWords } from './count-words.ts'
import { declareSegments } from './declare-segments.ts'
import { createErasure } from './erasure.ts'
import { type Fill, fillPeople, fillSome, isFilling } from './fills.ts'
import { createFollower, type FollowingEngine } from './follow.ts'
import { followUp, followUpsOn, ownersOf } from './follow-up.ts'
import { followUpFill } from './follow-up-tables.ts'
import { fillFollowUpValues } from './follow-up-values.ts'
import { latestFigures } from './latest-figures.ts'
import { listAnswers } from './list-answers.ts'
import { listFollowUps } from './list-follow-ups.ts'
import { countNotAsked, fillNotAsked } from './not-asked.ts'
import { keepNote, notesIn, removeNote } from './notes.ts'
import {
  beginFall,
  countWaiting,
  dueMessages,
  endFall,
  fallsIn,
  listMessages,
  noteAttempt,
  queueMessages,
  tidyMessages,
} from './outgoing.ts'
import { callPeople, createPeopleStore, peopleStoreBy } from './people-store.ts'
import type { Person } from './person.ts'
import { createAlertRaiser } from './raise-alerts.ts'
import { recordsOf, sitesOf } from './records.ts'
import { askNextTime, memoryOf, waitingFor } from './respondents.ts'
import { createRollup, type RollupEngine } from './rollup.ts'
import { forgetRollups, verifyRollups } from './rollup-check.ts'
import { rollupFigures } from './rollup-figures.ts'
import { fillSegments } from './segment-values.ts'
import { MessagesRefused, ResponseRefused, StoreUnavailable, type UpdatedStore } from './store.ts'
import { giveName, namesOf, newestResponses } from './survey-names.ts'
import {
  countDeclared,
  createSurveyDoor,
  declareSurveys,
  type SurveyLimits,
  surveyLimits,
  surveysOf,
} from './surveys.ts'
import type { Tables } from './tables.ts'
import { dropTag, keepTag, tagAnswers, tagsOf, tagsOn } from './tags.ts'
import { takeTurns } from './take-turns.ts'
import { countTakenUp } from './taken-up.ts'
import { tally } from './tally.ts'
import { fillTexts } from './text-index.ts'
import { rollupLag } from './to-count.ts'
import { createTransact, type Transact } from './transact.ts'
import { verifySpread } from './verify-spread.ts'
import { createWriter } from './write-responses.ts'
import { createSpreadWriter } from './write-spread.ts'

/** Work for one collector at a time: expiring old data, and sending messages. */
export type AloneTask = 'retention' | 'sending'

/** The differences between databases. */
export interface Engine extends RollupEngine, ReadingEngine {
  /**
   * How responses are counted after the fact, if the database is distributed over several machines; null: they are counted
   * as they are stored.
   */
  following: FollowingEngine | null
  /** Whether other collectors may use the database at the same time. */
  isShared: boolean
  /** Whether a statement failed because of the row, rather than the store. */
  isRowAtFault(error: unknown): boolean
  /** Whether a transaction failed only because another came first. */
  isOvertaken(error: unknown): boolean
  /** What is wrong with the store, for the operator, in a few words. */
  explain(error: unknown): string
  /** Throws if nothing could be written now. */
  check(): Promise<void>
  /** Runs something that erases, so that none of the erased data stays behind in the files. */
  erasing<Result>(action: () => Promise<Result>): Promise<Result>
  /** Whether the database's log may still hold something erased. */
  logHoldsErased(): boolean
  /** Runs something that only one collector may do at a time; null if another is doing it. */
  alone<Result>(what: AloneTask, action: () => Promise<Result>): Promise<Result | null>
}

/** The store in any database that Kysely supports; `engine` holds the differences. */
export function createSqlStore(
  db: Kysely<Tables>,
  engine: Engine,
  limits: SurveyLimits = surveyLimits,
): UpdatedStore {
  const attempt = async <Result>(action: () => Promise<Result>): Promise<Result> => {
    try {
      return await action()
    } catch (cause) {
      if (cause instanceof MessagesRefused) throw cause
      if (engine.isRowAtFault(cause)) throw new ResponseRefused('This response cannot be stored.', { cause })
      throw new StoreUnavailable(engine.explain(cause), { cause })
    }
  }

  const { isShared, following } = engine
  const transact = createTransact(db, engine.isOvertaken)
  const alerts = createAlertRaiser(engine)
  const follower = following && createFollower({ transact, engine: following, alerts })
  const rollup = follower?.rollup ?? createRollup(engine)
  const erasure = createErasure(db, { rollup, transact, engine, isShared })
  const door = createSurveyDoor(db, limits)
  const { remaining } = erasure
  const write = follower
    ? createSpreadWriter({ transact, remaining })
    : createWriter(db, { rollup, transact, engine, remaining, alerts })
  // On a distributed database, rows are locked one by one.
  const lockRows = isShared && !follower
  const holding = (ids: readonly string[]): Transact =>
    follower
      ? action =>
          transact(async all => {
            await engine.holdResponses(all, [...new Set(ids)])
            return action(all)
          })
      : transact
  const fill = async () => {
    const hasFilled = await fillSome(transact, fills)
    return ((await follower?.follow()) ?? false) || hasFilled
  }
  /** Changes rules, or where they send messages. */
  const settings = <Result>(action: () => Promise<Result>): Promise<Result> =>
    attempt(async () => {
      try {
        return await action()
      } finally {
        alerts.forgetRules()
      }
    })
  const people = createPeopleStore(db, transact)
  const undeclared: Fill = all => countDeclared(all, rollup)
  const fills: Record<string, Fill> = {
    people: (all, after) => fillPeople(all, after, { rollup, rowsOf: engine.rowsOf }),
    rollup: rollup.fill,
    'not-asked': fillNotAsked,
    segments: fillSegments,
    [followUpFill]: fillFollowUpValues,
    texts: (all, after) => fillTexts(all, after, engine.rowsOf),
    undeclared,
  }

  return {
    saveAll: responses =>
      attempt(async () => {
        const { turnedAway, ...sorted } = await door.sort(responses)
        const { refused, raised } = await write(sorted)
        if (refused.length > 0) {
          throw new MessagesRefused(
            refused.map(({ entry, complaint }) => ({ place: responses.indexOf(entry), complaint })),
            turnedAway,
          )
        }
        return { turnedAway, raised }
      }),
    tally: starts => attempt(() => tally(db, engine.voting, starts)),
    reasons: query => attempt(() => reasons(db, query)),
    figures: query =>
      attempt(
        async () =>
          (await rollupFigures(db, query)) ??
          (await latestFigures(db, engine, query)) ??
          countFigures(db, engine, query),
      ),
    values: query => attempt(() => countValues(db, engine, query)),
    answers: query => attempt(() => listAnswers(db, engine, query)),
    areTextsReady: () => attempt(async () => !(await isFilling(db, 'texts'))),
    words: selection => attempt(() => countWords(db, engine, selection)),
    tags: () => attempt(() => tagsOf(db)),
    keepTag: (change, entry) => attempt(() => keepTag(noting(transact, entry, wasDone), change)),
    dropTag: (tag, entry) => attempt(() => engine.erasing(() => dropTag(noting(transact, entry), tag))),
    tagAnswers: (tagging, entry) =>
      attempt(() => tagAnswers(noting(holding(tagging.ids), entry, wasDone), tagging, { lockRows })),
    tagsOn: ids => attempt(() => tagsOn(db, ids)),
    tagFigures: selection => attempt(() => countTags(db, engine, selection)),
    followUps: query => attempt(() => listFollowUps(db, engine, query)),
    followUpsOn: ids => attempt(() => followUpsOn(db, ids)),
    followUp: (change, entry) =>
      attempt(() => {
        const ids = change.answers.map(({ id }) => id)
        return followUp(noting(holding(ids), entry, hasChanged), change, { lockRows })
      }),
    takenUp: (selection, today) => attempt(() => countTakenUp(db, engine, selection, today)),
    followUpOwners: () => attempt(() => ownersOf(db)),
    records: query =>
      attempt(async () => {
        if (query.person) await assertPeopleFillDone(db, query.person)
        return recordsOf(db, query)
      }),
    sitesOf: person =>
      attempt(async () => {
        await assertPeopleFillDone(db, person)
        return sitesOf(db, person)
      }),
    waitingFor: person => attempt(() => waitingFor(db, person)),
    erase: (person, now) =>
      attempt(async () => {
        await assertPeopleFillDone(db, person)
        return engine.erasing(() => erasure.erase(person, now))
      }),
    logHoldsErased: async () => engine.logHoldsErased(),
    lookAtClock: now => attempt(() => transact(all => lookAtClock(all, now))),
    expire: expiry =>
      attempt(
        async () =>
          (await engine.alone('retention', () => engine.erasing(() => erasure.expire(expiry)))) ?? 0,
      ),
    memoryOf: respondent => attempt(() => memoryOf(db, respondent)),
    askNextTime: trigger => attempt(() => askNextTime(db, trigger)),
    surveys: () => attempt(() => surveysOf(db, limits)),
    names: () => attempt(() => namesOf(db)),
    giveName: (name, entry) => attempt(() => noting(transact, entry, wasDone)(all => giveName(all, name))),
    people: peopleStoreBy(call => attempt(() => callPeople(people, call))),
    newestResponses: () => attempt(() => newestResponses(db)),
    alertSettings: () => attempt(() => alertSettings(db)),
    keepDestination: (change, by) => settings(() => keepDestination(transact, change, by)),
    dropDestination: id => settings(() => dropDestination(transact, id)),
    keepRule: (change, by) => settings(() => keepRule(transact, change, by)),
    dropRule: id => settings(() => dropRule(transact, id)),
    queueMessages: messages => attempt(() => queueMessages(db, messages)),
    dueMessages: query => attempt(() => dueMessages(db, query)),
    noteAttempt: tried => attempt(() => noteAttempt(db, tried)),
    messages: query => attempt(() => listMessages(db, query)),
    countWaiting: () => attempt(() => countWaiting(db)),
    tidyMessages: before => attempt(() => tidyMessages(db, before)),
    falls: () => attempt(() => fallsIn(db)),
    beginFall: begun => attempt(() => beginFall(transact, begun)),
    endFall: fall => attempt(() => endFall(db, fall)),
    sending: action => attempt(() => engine.alone('sending', action)),
    notAsked: query => attempt(() => countNotAsked(db, query)),
    declare: (names, entry) =>
      attempt(async () => {
        await declareSurveys(noting(transact, entry), names, engine)
        while (await fillSome(transact, { undeclared })) await takeTurns()
      }),
    declareSegments: segments => attempt(() => declareSegments(db, segments, engine.holdCounting)),
    eraseUndeclared: () => attempt(() => engine.erasing(() => erasure.eraseUndeclared())),
    notes: () => attempt(() => notesIn(db)),
    keepNote: (note, entry) => attempt(() => noting(transact, entry)(all => keepNote(all, note))),
    removeNote: (kind, id, entry) =>
      attempt(() => noting(transact, entry, wasDone)(all => removeNote(all, kind, id))),
    verify: onProgress =>
      attempt(() => (following ? verifySpread(db, following, onProgress) : verifyRollups(db, onProgress))),
    rollupLag: () => attempt(() => rollupLag(db)),
    rebuild: () =>
      attempt(async () => {
        await forgetRollups(db, engine)
        while (await fill()) await takeTurns()
      }),
    fill: () => attempt(fill),
    check: () => attempt(() => engine.check()),
    close: () => db.destroy(),
  }
}

/** A change that did nothing is not audited. */
const wasDone = (result: unknown): boolean => result !== false && result !== 0

const hasChanged = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'changed' in result && Object(result.changed).length > 0

/** Until every answer can be found by person, nobody may be told that all of somebody's answers were found or erased. */
async function assertPeopleFillDone(db: Kysely<Tables>, { by }: Person): Promise<void> {
  if (by === 'id' || by === 'ref' || !(await isFilling(db, 'people'))) return
  throw new Error('older responses are still being made ready to be found by who answered')
}

async function reasons(
  db: Kysely<Tables>,
  { limit, after, onlyVerified = false, ...survey }: ReasonQuery,
): Promise<Reason[]> {
  const rows = await db
    .selectFrom('response')
    .select([
      'id',
      'score',
      'reason',
      'given_at',
      'trigger_name',
      'ref',
      'page_url',
      'locale',
      'self_selected',
      'verified',
    ])
    .where('site', '=', survey.site)
    .where('survey', '=', survey.survey)
    .where('kind', '=', survey.kind)
    .where('state', '=', 'answered')
    .where('test', '=', 0)
    .where('score', 'is not', null)
    .where('reason', 'is not', null)
    .$if(onlyVerified, query => query.where('verified', '=', 1))
    .$if(after !== undefined, query =>
      query.where(eb => eb(eb.refTuple('given_at', 'id'), '<', eb.tuple(after?.at ?? 0, after?.id ?? ''))),
    )
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .$narrowType<{ score: number; reason: string }>()
    .execute()

  return rows.map(row => ({
    id: row.id,
    score: row.score,
    reason: row.reason,
    at: Number(row.given_at),
    triggerName: row.trigger_name,
    ref: row.ref,
    pageUrl: row.page_url,
    locale: row.locale,
    selfSelected: row.self_selected === 1,
    verified: row.verified === 1,
  }))
}
