import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { backUp, inspect } from '../../../src/collector/store/backup.ts'
import { openSqliteStore } from '../../../src/collector/store/open-sqlite-store.ts'
import { restore } from '../../../src/collector/store/restore.ts'
import type { Store } from '../../../src/collector/store/store.ts'
import { howlikely } from '../../command/run-process.ts'
import { startCollector, storedRevisions } from '../../support/collector.ts'
import { missing } from '../../support/interruptions.ts'
import { startVisitors } from '../../support/visitors.ts'
import { aResponse } from '../a-response.ts'
import { now } from '../test-collector.ts'

// Each starts processes or threads, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const databaseIn = (folder: string) => join(folder, 'howlikely.sqlite')

async function opened(folder: string): Promise<Store> {
  const store = await openSqliteStore(databaseIn(folder))
  onTestFinished(() => store.close())
  return store
}

const received = (changes: Parameters<typeof aResponse>[0] = {}) => {
  const record = aResponse(changes)
  return { record, json: JSON.stringify(record), receivedAt: now }
}

/** A data folder with these people's answers in it, and its store. */
async function aFolder(...people: readonly string[]) {
  const folder = newFolder()
  for (const name of ['secret', 'token'])
    writeFileSync(join(folder, name), `${name} of thirty-two letters or more`)
  const store = await opened(folder)
  await store.saveAll(
    people.map(id => received({ respondent: { id, signature: null, since: null, traits: {} } as never })),
  )
  return { folder, store }
}

const respondentsIn = async (store: Store) =>
  (await store.records({ limit: 100 })).map(({ json }) => JSON.parse(json).respondent?.id).sort()

test('made under load, a backup has everything that was accepted before, and is its owner’s alone', async () => {
  const collector = await startCollector({ token: '' })
  onTestFinished(async () => void (await collector.stop()))
  const crowd = startVisitors(collector.url, 8)
  await expect.poll(() => crowd.accepted.size, { interval: 5 }).toBeGreaterThan(300)
  const folder = join(newFolder(), 'copy')

  const before = new Map(crowd.accepted)
  const { code, out, err } = await howlikely(['backup', folder, '--data-folder', collector.dataFolder])
  await crowd.finish()

  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/copy: [\d,]+ responses, the newest of 20.+Z\.\n$/)
  expect(missing(before, storedRevisions(folder))).toEqual([])
  for (const name of ['howlikely.sqlite', 'token', 'secret']) {
    expect((await statSync(join(folder, name))).mode & 0o777).toBe(0o600)
  }
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(
    readFileSync(join(collector.dataFolder, 'secret'), 'utf8'),
  )

  // On another machine.
  const elsewhere = newFolder()
  expect((await howlikely(['restore', folder, '--data-folder', elsewhere])).code).toBe(0)
  const second = await startCollector({ dataFolder: elsewhere, token: '' })
  onTestFinished(() => second.kill())
  const token = readFileSync(join(folder, 'token'), 'utf8').trim()
  const report = await fetch(`${second.url}/api/report`, { headers: { authorization: `Bearer ${token}` } })
  expect(report.status).toBe(200)
  expect(missing(before, storedRevisions(elsewhere))).toEqual([])
})

test('a backup that cannot be made leaves nothing behind that looks like one', async () => {
  const { folder } = await aFolder('u_1')
  const place = newFolder()
  writeFileSync(join(place, 'full'), '')

  await expect(backUp(folder, place)).rejects.toThrow(`${place} is there already`)
  await expect(backUp(folder, join(place, 'full', 'copy'))).rejects.toThrow('ENOTDIR')
  await expect(backUp(join(folder, 'none'), join(place, 'copy'))).rejects.toThrow('ENOENT')

  expect(readdirSync(place)).toEqual(['full'])
})

test('a backup that is damaged is not restored', async () => {
  const { folder } = await aFolder('u_1')
  const copy = join(newFolder(), 'copy')
  await backUp(folder, copy)
  const bytes = readFileSync(databaseIn(copy))
  writeFileSync(databaseIn(copy), bytes.fill(7, 4096, 12_288))

  await expect(restore(copy, newFolder(), now)).rejects.toThrow()
})

test('a folder that holds answers is replaced only when told to, and its store is kept', async () => {
  const { folder, store } = await aFolder('u_1')
  const copy = join(newFolder(), 'copy')
  await backUp(folder, copy)
  await store.saveAll([received(), received()])
  await store.close()

  const refused = await howlikely(['restore', copy, '--data-folder', folder])
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(
    / holds 3 responses, .+; the backup has 1 response, .+\. Nothing was done\. With --replace .+\n$/,
  )
  expect(inspect(databaseIn(folder)).responses).toBe(3)

  const done = await howlikely(['restore', copy, '--replace', '--data-folder', folder])
  expect(done).toMatchObject({ code: 0, out: expect.stringMatching(/: 1 response, the newest of .+\.\n$/) })
  const kept = /What was there before is now (\S+);/.exec(done.err)?.[1] ?? ''
  expect(inspect(kept).responses).toBe(3)
  expect(await respondentsIn(await opened(folder))).toEqual(['u_1'])
})

test('respondents erased since the backup are erased again, and nobody else', async () => {
  const { folder, store } = await aFolder('u_1', 'u_2', 'u_3')
  await store.saveAll([received({ contact: { allowed: true, email: 'ann@shop.example' } as never })])
  await store.askNextTime({
    site: 'main',
    respondent: 'u_2',
    name: 'support',
    ref: null,
    at: now,
    properties: {},
  })
  await store.keepNote({ note: 'event', day: '2026-04-01', name: 'A sale', site: null, survey: null })
  await store.keepTag({ name: 'Parcels', words: 'parcel*' })
  await store.keepTag({ name: 'By hand', words: '' })
  const responses = await store.records({ limit: 9 })
  const idsOf = (records: typeof responses) => records.map(({ json }) => JSON.parse(json).id)
  await store.tagAnswers({ tag: 'by hand', ids: idsOf(responses), isOn: true })
  await store.giveName({ site: 'main', survey: 'checkout', name: 'After a purchase' })
  const copy = join(newFolder(), 'copy')
  await backUp(folder, copy)
  await store.erase({ by: 'respondent', value: 'u_2' }, now)
  await store.erase({ by: 'email', value: 'Ann@shop.example' }, now)
  await store.close()
  const list = readFileSync(join(folder, 'erasures'), 'utf8')
  expect(list.trim().split('\n')).toHaveLength(3)
  expect(list).not.toMatch(/u_2|ann/i)

  const done = await restore(copy, folder, now)

  expect(done).toMatchObject({ erased: 2, held: { responses: 2 } })
  const restored = await opened(folder)
  expect(await respondentsIn(restored)).toEqual(['u_1', 'u_3'])
  expect(await restored.waitingFor({ by: 'respondent', value: 'u_2' })).toEqual([])
  expect((await restored.notes()).events).toMatchObject([{ name: 'A sale' }])
  expect(await restored.tags()).toMatchObject([{ name: 'By hand' }, { name: 'Parcels', words: 'parcel*' }])
  const kept = idsOf(await restored.records({ limit: 9 }))
  const tagged = [...(await restored.tagsOn(idsOf(responses)))].filter(([, tags]) => tags.length > 0)
  expect(tagged.map(([id]) => id).sort()).toEqual(kept.sort())
  expect(await restored.names()).toEqual([{ site: 'main', survey: 'checkout', name: 'After a purchase' }])
  expect(readFileSync(databaseIn(folder)).includes('ann@shop.example')).toBe(false)
})

test('a respondent erased on one site is erased there again, and not on another', async () => {
  const { folder, store } = await aFolder()
  await store.saveAll(['main', 'outlet'].map(site => received({ site, respondent: { id: '1001' } } as never)))
  const copy = join(newFolder(), 'copy')
  await backUp(folder, copy)
  await store.erase({ by: 'respondent', value: '1001', site: 'outlet' }, now)
  await store.close()

  expect(await restore(copy, folder, now)).toMatchObject({ erased: 1 })
  expect(await (await opened(folder)).records({ limit: 5 })).toMatchObject([
    { json: expect.stringContaining('"site":"main"') },
  ])
})

test('a list of erasures that was cut off goes on', async () => {
  const { folder, store } = await aFolder('u_1', 'u_2')
  await store.erase({ by: 'respondent', value: 'u_1' }, now)
  await store.close()
  const file = join(folder, 'erasures')
  writeFileSync(file, `${readFileSync(file, 'utf8')}2026-05-01T12:00:10.000Z resp`)

  const again = await opened(folder)
  await again.erase({ by: 'respondent', value: 'u_2' }, now)

  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(4)
})

test('of two collectors on one folder the second says so and ends; killed, the first leaves the folder free', async () => {
  const dataFolder = newFolder()
  const first = await startCollector({ dataFolder })
  onTestFinished(() => first.kill())

  await expect(startCollector({ dataFolder })).rejects.toThrow(
    /ended with 1 .*: The database .+ cannot be opened: another collector is at work on it\.\n$/,
  )
  const copy = join(newFolder(), 'copy')
  await backUp(dataFolder, copy)
  expect((await howlikely(['restore', copy, '--data-folder', dataFolder])).err).toBe(
    'Nothing was restored: another collector is at work on it.\n',
  )

  await first.kill()
  const second = await startCollector({ dataFolder })
  expect(await second.stop()).toBe(0)
})

test('a database file that is removed while it is in use is noticed before anything is lost', async () => {
  const { folder, store } = await aFolder('u_1')
  rmSync(databaseIn(folder))

  await expect(store.saveAll([received()])).rejects.toThrow('the database file was removed or replaced')
  await expect(store.check()).rejects.toThrow('the database file was removed or replaced')
  expect(existsSync(databaseIn(folder))).toBe(false)
})
