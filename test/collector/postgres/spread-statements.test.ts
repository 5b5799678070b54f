import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { audited } from '../../../src/collector/store/audit.ts'
import { tablesToSpread } from '../../../src/collector/store/distribution.ts'
import {
  createPostgresStore,
  createSpreadStore,
  openPostgres,
} from '../../../src/collector/store/postgres-store.ts'
import type { ReceivedResponse, UpdatedStore } from '../../../src/collector/store/store.ts'
import type { Tables } from '../../../src/collector/store/tables.ts'
import { selectionOf } from '../../../src/report/api/figures-query.ts'
import { searchOf } from '../../../src/words/terms.ts'
import { aResponse } from '../a-response.ts'
import { by, destinationOf, tell } from '../alerts/sending.ts'
import { now } from '../test-collector.ts'
import { droppedPool, newPostgresDatabase } from '../test-database.ts'
import { brokenBy, type Layout, layoutOf } from './citus-rules.ts'

const server = inject('postgresUrl') ?? ''

/** 64-bit integers as numbers, as the collector has them. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
}

/** A database, how its tables would lie, and every statement that is sent to it from now on. */
async function overheard(): Promise<{ db: Kysely<Tables>; layout: Layout; heard: Set<string> }> {
  const { url, drop } = await newPostgresDatabase(server)
  onTestFinished(drop)
  const made = await openPostgres({ url, connections: 1 })
  const layout = layoutOf(await tablesToSpread(made))
  await made.destroy()
  const heard = new Set<string>()
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: droppedPool({ connectionString: url, max: 3, types }) }),
    log: ({ query }) => void heard.add(query.sql),
  })
  onTestFinished(() => db.destroy())
  return { db, layout, heard }
}

const received = (changes: Parameters<typeof aResponse>[0] = {}): ReceivedResponse => {
  const record = aResponse(changes)
  return {
    record,
    json: JSON.stringify(record),
    receivedAt: now,
    vouched: { trigger: true, respondent: true },
  }
}

/** All that a collector does with a store. */
async function doAll(store: UpdatedStore): Promise<void> {
  const entry = () => audited(by.actor, 'tag-kept', 'late', now)
  const respondent = { id: 'u_1', traits: { plan: 'pro' } }
  const trigger = { ref: 'A-1', properties: { team: 'north' }, value: 20, currency: 'EUR' }
  await store.declare([{ site: 'main', survey: 'checkout' }], entry())
  await store.declareSegments(['trait.plan'])
  await tell(store, destinationOf('team'))
  const first = received({ revision: 1, state: 'scored', score: 2, reason: null, respondent, trigger })
  const apart = received({ revision: 1, state: 'asked', survey: 'unheard' })
  await store.saveAll([first, received({ trigger: { ref: 'A-1' } }), received({ respondent }), apart])
  const later = { ...first.record, revision: 3, state: 'answered' as const, reason: 'far too late, "again"' }
  await store.saveAll([
    { ...first, record: later, json: JSON.stringify({ ...later, notAsked: { frequency: 2 } }) },
    { ...apart, record: { ...apart.record, revision: 2 } },
  ])
  while (await store.fill());
  await store.declare([{ site: 'main', survey: 'unheard' }])
  while (await store.fill());

  await store.keepTag({ name: 'Late', words: 'late' }, entry())
  const { id } = first.record
  await store.tagAnswers({ tag: 'late', ids: [id, apart.record.id], isOn: true }, entry())
  await store.keepTag({ name: 'Too late', words: 'too late', was: 'late' }, entry())
  const followed = {
    answers: [{ id, version: 0 }],
    state: 'contacted',
    by: by.actor,
    note: 'Called.',
    now,
  } as const
  await store.followUp({ ...followed, owner: by.actor, due: '2026-05-09' }, entry())

  const whole = selectionOf({ period: '30d' }, now)
  const narrow = {
    ...whole,
    ...({
      site: 'main',
      survey: 'checkout',
      kind: 'transactional',
      onlyVerified: true,
      countUnconfirmed: true,
    } as const),
    ...{ latestPerRespondent: true, tag: 'too late' },
    filters: [{ segment: 'device', value: 'mobile' }] as const,
  }
  for (const selection of [whole, narrow, { ...narrow, latestPerRespondent: false, tag: null }]) {
    await store.figures({ selection, by: ['trait.plan', 'team'], byDay: true })
    await store.figures({ selection, by: [], byDay: false })
    await store.values({ selection, by: ['device'] })
    for (const search of [null, searchOf('"too late" aga')])
      await store.answers({
        ...{ selection, scores: [0, 1, 2], withText: true, currency: 'EUR', search },
        ...{ after: { at: now, id }, limit: 10 },
      })
    await store.words(selection)
    await store.tagFigures(selection)
    for (const owner of ['', by.actor.id, null])
      await store.followUps({
        ...{ selection, queue: 'quiet', state: 'open', owner, dueBy: '2026-06-01', onlyAllowed: true },
        ...{ now, after: { value: 1, at: now, id }, limit: 10 },
      })
    await store.takenUp(selection, '2026-06-01')
    await store.notAsked({ period: selection.period, site: selection.site })
  }
  await store.reasons({
    site: 'main',
    survey: 'checkout',
    kind: 'transactional',
    limit: 5,
    onlyVerified: true,
  })
  await store.tally([0])
  await store.tagsOn([id])
  await store.followUpsOn([id])
  await store.followUpOwners()
  await store.tags()
  await store.areTextsReady()
  await store.records({
    site: 'main',
    survey: 'checkout',
    person: { by: 'respondent', value: 'u_1' },
    limit: 5,
  })
  await store.surveys()
  await store.giveName({ site: 'main', survey: 'checkout', name: 'Checkout' }, entry())
  await store.names()
  await store.newestResponses()
  await store.alertSettings()
  await store.dueMessages({ now: now + 1000, except: ['none'] })
  await store.messages({ state: 'waiting', older: { at: now, id }, limit: 5 })
  await store.countWaiting()
  await store.tidyMessages(0)
  await store.falls()
  await store.sending(async () => {})
  await store.notes()
  await store.rollupLag()
  await store.check()

  await store.askNextTime({
    site: 'main',
    respondent: 'u_1',
    name: 'checkout',
    ref: 'A-9',
    at: now,
    properties: {},
  })
  await store.memoryOf({ site: 'main', id: 'u_1' })
  await store.waitingFor({ by: 'respondent', value: 'u_1' })
  await store.sitesOf({ by: 'respondent', value: 'u_1', site: 'main' })
  await store.lookAtClock(now)
  expect(await store.verify()).toEqual([])
  await store.rebuild()
  expect(await store.verify()).toEqual([])
  await store.expire({
    responses: now - 1,
    emails: now + 1,
    erased: 0,
    triggers: 0,
    audit: 0,
    now,
    limit: 10,
  })
  await store.erase({ by: 'respondent', value: 'u_1', site: 'main' }, now)
  await store.saveAll([received({ survey: 'strange' })])
  await store.eraseUndeclared()
  await store.expire({ responses: now + 1, emails: null, erased: 0, triggers: 0, limit: 10 })
  await store.dropTag('too late', entry())
  while (await store.fill());
  expect(await store.verify()).toEqual([])
}

test('every statement of a store on several machines keeps to what Citus does over several machines', async () => {
  const { db, layout, heard } = await overheard()
  await db.insertInto('spread').values({ by: 'citus', round: 1 }).execute()
  await doAll(createSpreadStore(db))

  const written = [
    'response',
    'answer_text',
    'answer_tag',
    'not_asked',
    'to_count',
    'counted',
    'vote',
    'rollup',
    'undeclared',
    'erased',
    'follow_up',
    'follow_up_step',
    'next_visit',
  ]
  const isWritten = (table: string) =>
    [...heard].some(one => new RegExp(`insert into "?${table}\\b`).test(one))
  expect(written.filter(table => !isWritten(table))).toEqual([])
  const wrong = [...heard].flatMap(one => brokenBy(one, layout).map(rule => `${rule}: ${one}`))
  expect(wrong).toEqual([])
})

test('the same rules find what a store on one machine does, which Citus would not', async () => {
  const { db, layout, heard } = await overheard()
  await doAll(createPostgresStore(db))
  const broken = new Set([...heard].flatMap(one => brokenBy(one, layout)))

  expect([...broken].sort()).toEqual([
    'a subquery that asks of the row outside asks by where both lie',
    'rows are held one by one, each by the column that its table lies by',
    'rows are inserted as values, or taken from where they lie',
  ])
})

test.each([
  ['select id from response where id = $1 order by id for update', 1],
  ['select id from response where id in ($1, $2) for update', 1],
  ['select id from response where id = $1 for update', 0],
  ['insert into vote (id, survey) values ($1, $2)', 1],
  ['insert into vote (group_key, id) values ($1, $2) on conflict (id) do nothing', 1],
  ['insert into counted (id) values ($1) on conflict (id) do update set id = excluded.id', 1],
  ['insert into counted (id) select id from vote', 1],
  ['insert into counted (id) select id from response', 0],
  ['insert into counted (id) values ((select id from response limit 1))', 1],
  ['update response set id = $1 where id = $2', 1],
  ['update response set received_at = random() where id = $1', 1],
  ['update response set score = 1 from vote where vote.id = response.id', 1],
  ['with gone as (delete from vote returning id) select id from gone', 1],
  ['select 1 from response where exists (select 1 from vote where vote.id = response.id)', 1],
  ['select 1 from response where exists (select 1 from counted where counted.id = response.id)', 0],
  [
    'select 1 from response where exists (select 1 from response as better where better.ref = response.ref)',
    1,
  ],
  ['select 1 from response inner join vote on vote.id = response.id', 1],
  ['select 1 from response inner join counted on counted.id = response.id', 0],
  ['select 1 from response inner join known_survey on known_survey.site = response.site', 0],
  ['select 1 from outgoing left join response on response.id = outgoing.about', 2],
  ['select 1 from response right join tag on tag.tag = response.ref', 1],
  ['select 1 from response inner join strangers on strangers.id = response.id', 1],
  ['select site, count(*) from response group by grouping sets ((site), ())', 1],
  ['with recursive all_of as (select 1) select 1 from all_of', 1],
])('%s: %i', async (statement, broken) => {
  const { layout } = await rememberedLayout()
  expect(brokenBy(statement, layout)).toHaveLength(broken)
})

let remembered: Promise<{ layout: Layout }> | null = null
const rememberedLayout = () => {
  remembered ??= overheard()
  return remembered
}

test('no row draws on a sequence, refers to another, or is one of its kind by what other machines would have to be asked for', async () => {
  const { db, layout } = await overheard()
  const { rows: sequences } = await sql`select relname from pg_class where relkind = 'S'`.execute(db)
  expect(sequences).toEqual([])
  const { rows: references } = await sql`select conname from pg_constraint where contype = 'f'`.execute(db)
  expect(references).toEqual([])
  const { rows } = await sql<{ table: string; columns: string[] }>`
    select relation.relname as table, array_agg(attname::text) as columns
    from pg_index join pg_class as relation on relation.oid = indrelid
    join pg_attribute on attrelid = indrelid and attnum = any(indkey)
    where indisunique and relnamespace = current_schema()::regnamespace group by indexrelid, relation.relname`.execute(
    db,
  )
  for (const [table, column] of layout.by) {
    const unique = rows.filter(row => row.table === table)
    expect(unique.length).toBeGreaterThan(0)
    for (const { columns } of unique) expect([table, ...columns]).toContain(column)
  }
})
