import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openSqliteStore } from '../../src/collector/store/open-sqlite-store.ts'
import type { Store } from '../../src/collector/store/store.ts'
import { aResponse } from '../collector/a-response.ts'
import { howlikely } from './run-process.ts'

// Each test starts processes of its own, which may take long on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function fileOf(text: string, name = 'answers.csv'): string {
  const file = join(newFolder(), name)
  writeFileSync(file, text)
  return file
}

async function inStore<Result>(folder: string, act: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openSqliteStore(join(folder, 'howlikely.sqlite'))
  try {
    return await act(store)
  } finally {
    await store.close()
  }
}

const table = `Date,Rating,Comment,Order,Agent
2025-03-01,9,"Fast, and good",A-1,Kim
2025-03-02 10:00,3,Late,A-2,Kim
2025-03-02 10:00,3,,,
2025-03-02 10:00,3,,,
`
const columns = ['--map', 'at=Date,score=Rating,reason=Comment,ref=Order', '--survey', 'checkout']

test('a table is tried, imported, and the second time changes nothing', async () => {
  const folder = newFolder()
  const words = ['import', fileOf(table), ...columns, '--data-folder', folder]

  const tried = await howlikely([...words, '--dry-run'])
  expect(tried).toMatchObject({ code: 0, out: expect.stringMatching(/would be imported +4\n/) })
  expect(tried.err).toBe(
    'Left out, since no field has that name: Agent.\nNothing was stored, as --dry-run says.\n',
  )

  expect(await howlikely(words)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/\n {2}imported +4\n {2}there already +0\n {2}asked to be erased +0\n$/),
  })
  expect(await howlikely(words)).toMatchObject({
    out: expect.stringMatching(/imported +0\n {2}there already +4\n/),
  })

  await inStore(folder, async store => {
    const records = (await store.records({ limit: 10 })).map(({ json }) => JSON.parse(json))
    expect(records).toHaveLength(4)
    expect(records).toContainEqual(
      expect.objectContaining({
        score: 9,
        reason: 'Fast, and good',
        imported: expect.objectContaining({ file: 'answers.csv' }),
      }),
    )
    expect((await store.tally()).reduce((sum, { responses }) => sum + responses, 0)).toBe(4)
  })
})

test('nothing is imported from a file with a mistake, and each mistake is reported with its line and field', async () => {
  const folder = newFolder()
  await inStore(folder, async () => {})
  const broken = fileOf('at,score\n2025-03-01,9\n2025-03-01,eleven\n\n1 March,9\n2025-03-01\n')

  const { code, out, err } = await howlikely(['import', broken, '--survey', 'a', '--data-folder', folder])

  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err.split('\n')).toEqual([
    `${broken}, line 3: score must be a whole number from 0 to 10, found "eleven".`,
    expect.stringMatching(/, line 5: at must be a date such as .+, found "1 March"\.$/),
    `${broken}, line 6: there are 1 cells, and the head has 2.`,
    `${broken}: 3 problems. What was refused is in ${broken}.refused.csv. Nothing was imported; --skip-refused imports the rest.`,
    '',
  ])
  expect(await inStore(folder, store => store.records({ limit: 5 }))).toEqual([])
})

test('an export comes back as it was, without respondents erased meanwhile', async () => {
  const [from, to] = [newFolder(), newFolder()]
  const hers = aResponse({ respondent: { id: 'u_1' } })
  const other = aResponse({ state: 'scored', revision: 2 })
  const received = (record: object) =>
    ({ record, json: JSON.stringify(record), receivedAt: Date.now() }) as never
  await inStore(from, store => store.saveAll([received(hers), received(other)]))
  const exported = await howlikely(['export', '--data-folder', from])
  const lines = fileOf(`${exported.out}{"half":\n[]\n`, 'answers.jsonl')
  const wrong = await howlikely(['import', lines, '--data-folder', to])
  expect(wrong.err).toMatch(/, line 3: it is not JSON: .+\n.+, line 4: it must be an object\.\n/)

  await inStore(to, store => store.erase({ by: 'respondent', value: 'u_1' }, Date.now()))
  const whole = fileOf(exported.out, 'answers.jsonl')
  const done = await howlikely(['import', whole, '--data-folder', to])

  expect(done.out).toMatch(/imported +1\n {2}there already +0\n {2}asked to be erased +1\n/)
  const [kept] = await inStore(to, store => store.records({ limit: 5 }))
  expect(JSON.parse(kept?.json ?? '')).toMatchObject(other)
  expect(readFileSync(whole, 'utf8')).toBe(exported.out)
})

test.each<[words: string[], sentence: RegExp]>([
  [['answers.xlsx'], /^The file must end in \.csv.+Nothing was done\.\n$/],
  [['answers.csv', '--map', 'rating=Rating'], /^--map must be pairs .+ found "rating=Rating"\. .+\n$/],
  [
    ['answers.csv', '--separator', 'pipe'],
    /^--separator must be comma or semicolon or tab, found "pipe"\. .+\n$/,
  ],
])('%j is written wrong', async (words, sentence) => {
  const { code, err } = await howlikely(['import', ...words])

  expect(err).toMatch(sentence)
  expect(code).toBe(2)
})

test('a file that is missing, not a text or empty is reported', async () => {
  const bytes = join(newFolder(), 'a.csv')
  writeFileSync(bytes, new Uint8Array([0x41, 0xff, 0xfe, 0x41]))
  for (const [file, why] of [
    ['no-such.csv', 'cannot be read: ENOENT'],
    [bytes, 'cannot be read: it is not text in UTF-8'],
    [fileOf('at,score,survey\n'), 'holds no answers'],
  ] as const) {
    const { code, err } = await howlikely(['import', file, '--data-folder', newFolder()])
    expect(err).toContain(why)
    expect(err).toContain('Nothing was imported.')
    expect(code).toBe(1)
  }
})
