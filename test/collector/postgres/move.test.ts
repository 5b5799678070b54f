import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { audited } from '../../../src/collector/store/audit.ts'
import { openSqliteStore } from '../../../src/collector/store/open-sqlite-store.ts'
import { openPostgresStore } from '../../../src/collector/store/postgres-store.ts'
import type { Store } from '../../../src/collector/store/store.ts'
import { howlikely } from '../../command/run-process.ts'
import { createDice } from '../../faults/dice.ts'
import { bundledProgram } from '../../support/bundled-program.ts'
import { tries } from '../../support/thorough.ts'
import { aResponse } from '../a-response.ts'
import { now } from '../test-collector.ts'
import { newPostgresDatabase } from '../test-database.ts'

// Each test starts processes of its own, which may take long on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const server = inject('postgresUrl') ?? ''

async function newDatabase(): Promise<string> {
  const { url, drop } = await newPostgresDatabase(server)
  onTestFinished(drop)
  return url
}

/** A data folder with so many responses, some erased, triggers that wait, and what a team has noted. */
async function aFolder(responses: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-move-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const store = await openSqliteStore(join(folder, 'howlikely.sqlite'))
  const dice = createDice(3)
  for (let stored = 0; stored < responses; stored += 200) {
    const records = Array.from({ length: Math.min(200, responses - stored) }, (_, place) =>
      aResponse({
        score: dice.between(0, 10),
        reason: dice.chance(0.5) ? 'Naïve \u0000 “quotes” 🙂' : null,
        trigger: { ref: dice.chance(0.3) ? `R-${place}` : null },
        ...(place === 0 && { notAsked: { sample: 3, 'wait-between': 1 } }),
      }),
    )
    await store.saveAll(records.map(record => ({ record, json: JSON.stringify(record), receivedAt: now })))
  }
  await store.erase({ by: 'ref', value: 'R-1' }, now)
  await store.keepTag({ name: 'Quotes', words: 'quotes' })
  const [first] = await store.records({ limit: 1 })
  await store.tagAnswers({ tag: 'quotes', ids: [first?.id ?? ''], isOn: false })
  for (const respondent of ['u_1', 'u_2']) {
    await store.askNextTime({
      site: 'main',
      respondent,
      name: 'support',
      ref: 'T-1',
      at: now,
      properties: { team: 'å' },
    })
  }
  await store.keepNote({ note: 'event', day: '2026-04-01', name: 'New “returns”', site: null, survey: null })
  const of = { site: 'main', survey: 'checkout', kind: 'transactional' } as const
  await store.keepNote({ note: 'goal', ...of, segment: 'team', value: 'å', goal: 40 })
  await store.keepNote({ note: 'line', site: null, survey: null, name: 'a', value: -5, source: 'b' })
  await store.giveName({ site: 'main', survey: 'checkout', name: 'After a purchase' })
  await addTeam(store)
  const by = { actor: { id: 'operator', name: 'Operator' }, now }
  const address = 'https://hooks.example/T1'
  const kept = await store.keepDestination(
    { name: 'Channel', kind: 'slack', address, digest: true, zone: 'UTC' },
    by,
  )
  const destination = 'id' in kept ? kept.id : ''
  await store.keepRule({ name: 'Falls', on: 'fall', destinations: [destination] }, by)
  const messages = [{ id: 'a', destination, body: { kind: 'test' as const }, about: '', madeAt: now }]
  await store.beginFall({ fall: { rule: 'r', ...of, since: now }, messages })
  await store.close()
  return folder
}

/** A member who is signed in, and an invitation that waits. */
async function addTeam({ people }: Store): Promise<void> {
  const ada = { id: 'a-member', name: 'Ada “Å”' }
  const done = () => audited(ada, 'joined', ada.name, now)
  for (const id of ['used', 'waiting']) {
    const link = { id, member: null, role: 'manage' as const, note: 'å', made_by: 'Operator' }
    await people.makeLink({ ...link, made_at: now, ends_at: now + 1000 }, done())
  }
  await people.join({ link: 'used', ...ada, password: 'a hash', now }, done())
  await people.beginSession({ id: 'a-session', member: ada.id, now, endsAt: now + 1000 }, done())
}

const everything = {
  ...{ site: null, survey: null, kind: null, onlyVerified: false, countUnconfirmed: false },
  ...{ latestPerRespondent: false, filters: [], tag: null, before: null },
  period: { start: 0, end: 9e12 },
}

async function contents(store: Awaited<ReturnType<typeof openPostgresStore>>) {
  const tally = (await store.tally()).map(row => JSON.stringify(Object.entries(row).sort())).sort()
  const waiting = await store.waitingFor({ by: 'respondent', value: 'u_2' })
  const tagged = (await store.tagFigures(everything)).map(row => JSON.stringify(row)).sort()
  const notes = { ...(await store.notes()), names: await store.names() }
  const notAsked = await store.notAsked({ period: everything.period, site: null })
  const team = {
    ...{ ...(await store.people.team(now)), audit: (await store.people.audits({})).entries },
    session: await store.people.sessionOf({ ids: ['a-session'], now }),
    member: await store.people.memberNamed('ADA “Å”'),
  }
  const messages = await store.messages({ state: null, older: null, limit: 9 })
  const alerts = { ...(await store.alertSettings()), messages, falls: await store.falls() }
  return {
    tally,
    waiting,
    tagged,
    notes,
    notAsked,
    team,
    records: await store.records({ limit: 5000 }),
    ...alerts,
  }
}

test('a store is moved with everything in it', async () => {
  const folder = await aFolder(900)
  const url = await newDatabase()

  const { code, out, err } = await howlikely(['move', '--data-folder', folder], { DATABASE_URL: url })

  expect(code).toBe(0)
  expect(out).toMatch(
    / has all of .+, compared row by row:\n +alert_destination +1\n +alert_fall +1\n +alert_rule +1\n +answer_tag +1\n +audit +4\n +counted_segment +0\n +erased +\d+\n +event +1\n +follow_up +0\n +follow_up_step +0\n +goal +1\n +known_survey +1\n +member +1\n +member_link +1\n +next_visit +2\n +not_asked +10\n +outgoing +1\n +reference_line +1\n +response +8\d\d\n +session +1\n +survey_name +1\n +tag +1\n +undeclared +0\n$/,
  )
  expect(err).toMatch(/^Start the collectors with DATABASE_URL, .+\n$/)
  const before = await openSqliteStore(join(folder, 'howlikely.sqlite'))
  const after = await openPostgresStore({ url })
  expect(await contents(after)).toEqual(await contents(before))
  await after.close()
  await before.close()

  const again = await howlikely(['move', '--data-folder', folder], { DATABASE_URL: url })
  expect(again.code).toBe(1)
  expect(again.err).toMatch(
    /it holds responses already, and a store is moved into an empty database only\.\n$/,
  )
})

test('a move that is cut off is gone on with, and until it is done no collector starts on the half', async () => {
  const folder = await aFolder(4000)
  const url = await newDatabase()
  const program = await bundledProgram('src/command/main.ts')
  const environment = { ...process.env, DATABASE_URL: url }
  const halves: number[] = []

  for (let time = 0; time < tries(3, 30); time += 1) {
    const child = spawn(process.execPath, [program, 'move', '--data-folder', folder], {
      env: environment,
      stdio: 'ignore',
    })
    const ended = new Promise(resolve => child.once('exit', resolve))
    const before = halves.at(-1) ?? 0
    await expect.poll(() => copied(url), { interval: 2 }).toBeGreaterThan(Math.min(before, 1000))
    child.kill('SIGKILL')
    await ended
    halves.push(await copied(url))
    await expect(openPostgresStore({ url })).rejects.toThrow(
      'a move into it has not been finished: run "howlikely move" again',
    )
  }
  const done = await howlikely(['move', '--data-folder', folder], { DATABASE_URL: url })

  expect(done.code).toBe(0)
  expect(halves).toEqual([...halves].sort((one, other) => one - other))
  const before = await openSqliteStore(join(folder, 'howlikely.sqlite'))
  const after = await openPostgresStore({ url })
  expect(await contents(after)).toEqual(await contents(before))
  await after.close()
  await before.close()
})

test.each([
  ['without a database to move into', {}, /^DATABASE_URL must name the database .+ Nothing was done\.\n$/],
  [
    'to a server that is not there',
    { DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/none' },
    /^.+ was not moved into none on 127\.0\.0\.1:1: no server answers there\.\n$/,
  ],
])('%s nothing is moved', async (_case, environment, sentence) => {
  const { code, err } = await howlikely(['move', '--data-folder', await aFolder(1)], environment)

  expect(err).toMatch(sentence)
  expect(err).not.toContain('secret')
  expect(code).toBe(1)
})

async function copied(url: string): Promise<number> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query('select count(*)::int as total from response')
    return rows[0].total
  } catch {
    // The table is not there yet.
    return 0
  } finally {
    await client.end()
  }
}
