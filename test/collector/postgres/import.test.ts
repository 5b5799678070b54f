import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { openPostgresStore } from '../../../src/collector/store/postgres-store.ts'
import { howlikely } from '../../command/run-process.ts'
import { newPostgresDatabase } from '../test-database.ts'

// It starts processes of its own, which may take long on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

test("another tool's export goes into PostgreSQL, and the second time changes nothing", async () => {
  const { url, drop } = await newPostgresDatabase(inject('postgresUrl') ?? '')
  onTestFinished(drop)
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const sample = join(import.meta.dirname, '../../command/import-samples/satismeter.csv')
  const words = ['import', sample, '--survey', 'nps']
  const environment = { DATABASE_URL: url, DATA_FOLDER: folder }
  const stored = async () => {
    const store = await openPostgresStore({ url, connections: 1 })
    try {
      return (await store.records({ limit: 10 })).map(({ json }) => json).sort()
    } finally {
      await store.close()
    }
  }

  const first = await howlikely(words, environment)
  expect(first).toMatchObject({ code: 0, err: expect.stringContaining('2 new, 0 were there.') })
  const records = await stored()
  expect(records.map(json => JSON.parse(json).score).sort()).toEqual([2, 8])

  const again = await howlikely(words, environment)
  expect(again).toMatchObject({ code: 0, err: expect.stringContaining('0 new, 2 were there.') })
  expect(await stored()).toEqual(records)
})
