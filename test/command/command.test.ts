import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { openSqliteStore } from '../../src/collector/store/open-sqlite-store.ts'
import { commands } from '../../src/command/commands.ts'
import { aResponse } from '../collector/a-response.ts'
import { howlikely } from './run-process.ts'

// Each test starts processes of its own, which may take long on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'howlikely-command-'))
const data = join(folder, 'data')
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  const { mkdirSync } = await import('node:fs')
  mkdirSync(data)
  writeFileSync(join(data, 'secret'), 'a secret of thirty-two letters !\n')
  writeFileSync(join(data, 'token'), 'the-operators-token\n')
  writeFileSync(file('right.json'), JSON.stringify({ surveys: { checkout: { delay: '5s' } } }))
  writeFileSync(file('wrong.json'), JSON.stringify({ surveys: { checkout: { delay: '5 sec' } } }))
  writeFileSync(file('broken.json'), '{ "surveys": ')
  const store = await openSqliteStore(join(data, 'howlikely.sqlite'))
  const records = [
    aResponse(),
    aResponse({ score: 2, reason: '=1+1' }),
    aResponse({ survey: 'support', test: true }),
  ]
  await store.saveAll(
    records.map(record => ({
      record,
      json: JSON.stringify(record),
      receivedAt: Date.parse('2026-05-01T12:00:10Z'),
    })),
  )
  await store.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const names = commands.map(({ name }) => name)

test('without a word, and for one that is no command, it says which there are', async () => {
  const alone = await howlikely([])
  const wrong = await howlikely(['exprot'])
  const asked = await howlikely(['--help'])

  for (const name of names) expect(alone.out).toContain(`\n  ${name} `)
  expect(alone.code).toBe(2)
  expect(wrong).toEqual({
    code: 2,
    out: '',
    err: `Unknown command "exprot". Did you mean export? Allowed: ${names.join(', ')}. Nothing was done.\n`,
  })
  expect(asked).toEqual({ ...alone, code: 0 })
  expect((await howlikely(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test.each(names)('%s --help says what it takes', async name => {
  const { code, out, err } = await howlikely([name, '--help'])

  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(new RegExp(`^howlikely ${name}: .+\\.\n\nhowlikely ${name}`))
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(125)
})

test.each(names)('%s turns away a word that it doesn’t know, and says which it does', async name => {
  const { code, out, err } = await howlikely([name, '--no-such-word'])

  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(
    /^Unknown word "--no-such-word"\..* Allowed: .+\. Nothing was done; "howlikely .+ --help" tells more\.\n$/,
  )
})

test.each(
  commands.flatMap(({ name, flags }) =>
    Object.entries(flags)
      .filter(([, { value }]) => value !== undefined)
      .slice(0, 1)
      .map(([flag]) => [name, flag]),
  ),
)('%s --%s without its value says that one is missing', async (name = '', flag = '') => {
  const { code, err } = await howlikely([name, `--${flag}`])

  expect(code).toBe(2)
  expect(err).toMatch(new RegExp(`^--${flag} needs a value after it: .+\\. Nothing was done; .+\n$`))
})

test.each<[words: string[], sentence: RegExp]>([
  [['check'], /^Missing: file, .+\. Nothing was done; .+\n$/],
  [['check', 'one.json', 'two.json'], /^One word too many: "two\.json"\. Nothing was done; .+\n$/],
  [
    ['export', '--format', 'xlsx'],
    /^--format must be json-lines or csv, found "xlsx"\. Nothing was done\.\n$/,
  ],
  [['token', '--new=yes'], /^--new takes no value, found "yes"\. Nothing was done; .+\n$/],
  [
    ['simulate', '--visitors', 'many'],
    /^--visitors must be a whole number from 1 to 1000000, found "many"\. .+\n$/,
  ],
  [['links', 'shop'], /^The page must be an address such as https:.+, found "shop"\. Nothing was done\.\n$/],
  [
    ['links', 'https://shop.example/', '--valid-for', 'long'],
    /^--valid-for must be a length .+, found "long"\. .+\n$/,
  ],
])('%j is written wrong: it says so, and ends with 2', async (words, sentence) => {
  const { code, out, err } = await howlikely(words)

  expect(err).toMatch(sentence)
  expect({ code, out }).toEqual({ code: 2, out: '' })
})

test.each<[words: string[], environment: Record<string, string>, sentence: RegExp]>([
  [['check', 'no-such.json'], {}, /^no-such\.json cannot be read: ENOENT.+\. Nothing was checked\.\n$/],
  [['check', file('broken.json')], {}, /^.+broken\.json is not JSON: .+\. Nothing was checked\.\n$/],
  [['check', file('wrong.json')], {}, /wrong\.json: one problem\. Until they are corrected, .+\n$/],
  [
    ['export', '--data-folder', file('none')],
    {},
    /^There is no database in .+none: .+\. Nothing was done\.\n$/,
  ],
  [
    ['verify', '--data-folder', file('none')],
    {},
    /^There is no database in .+none: .+\. Nothing was done\.\n$/,
  ],
  [
    ['token'],
    { HOWLIKELY_TOKEN: 'another-operators-token' },
    /^The token is what HOWLIKELY_TOKEN says, .+\n$/,
  ],
  [['distribute'], {}, /^DATABASE_URL must name the database on the coordinator, .+ Nothing was done\.\n$/],
  [['move'], {}, /^DATABASE_URL must name the database to move into, .+ Nothing was done\.\n$/],
  [['backup', file('copy')], {}, /^There is no database in .+none: .+\. Nothing was done\.\n$/],
  [['restore', file('none')], {}, /^Nothing was restored: there is no .+howlikely\.sqlite\.\n$/],
  [['token', '--data-folder', file('none')], {}, /^The token in .+ cannot be had: there is none yet.+\n$/],
  [
    ['links', 'https://shop.example/', '--data-folder', file('none')],
    {},
    /^There is no secret to sign with: .+\n$/,
  ],
  [['collect', '--port', 'x'], {}, /^PORT must be a number from 0 to 65535, found "x"\.\n$/],
])('%j cannot be done: it says so, and ends with 1', async (words, environment, sentence) => {
  const { code, err } = await howlikely(words, { DATA_FOLDER: file('none'), ...environment })

  expect(err).toMatch(sentence)
  expect(code).toBe(1)
})

test('check says that options are all right', async () => {
  expect(await howlikely(['check', file('right.json')])).toEqual({
    code: 0,
    out: `${file('right.json')}: all right.\n`,
    err: '',
  })
})

test('simulate shows how often visitors would be asked, the same for the same seed', async () => {
  const words = ['simulate', file('right.json'), '--visitors', '100', '--days', '400', '--seed', '7']
  const { code, out, err } = await howlikely(words)

  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^100 visitors in 400 days, seed 7: \d+ triggers, \d+ askings/)
  expect(out).toContain('wait-between')
  expect((await howlikely(words)).out).toBe(out)
})

test('links makes eleven signed links, or a mail’s block', async () => {
  const words = ['links', 'https://shop.example/', '--ref', 'A-1', '--data-folder', data]
  const { code, out } = await howlikely(words)

  const lines = out.trim().split('\n')
  expect({ code, length: lines.length }).toEqual({ code: 0, length: 11 })
  expect(lines[9]).toMatch(
    /^https:\/\/shop\.example\/\?howlikely=checkout&howlikely-ref=A-1&howlikely-score=9&howlikely-signature=v1\.\d+\.[\w-]+$/,
  )
  expect((await howlikely([...words, '--mail'])).out).toMatch(/^<div lang="en" dir="ltr">/)
})

test('export writes out what is stored, as it came or as a table, into a file for its owner alone', async () => {
  const lines = await howlikely(['export', '--data-folder', data])
  const table = await howlikely(['export', '--format=csv', '--survey=checkout', '--data-folder', data])
  const to = file('export.jsonl')
  const written = await howlikely(['export', '--to', to], { DATA_FOLDER: data })

  expect(
    lines.out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).survey),
  ).toHaveLength(3)
  expect(table.out).toContain("'=1+1")
  expect(table.out).not.toContain('support')
  expect({ code: written.code, out: written.out }).toEqual({ code: 0, out: '' })
  expect(readFileSync(to, 'utf8')).toBe(lines.out)
  expect(statSync(to).mode & 0o777).toBe(0o600)
  expect((await howlikely(['export', '--to', to, '--data-folder', data])).err).toMatch(
    /^.+ cannot be written: EEXIST.+\n$/,
  )
})

test('verify says what a database holds, and which rows differ from their records', async () => {
  const whole = await howlikely(['verify', '--data-folder', data])

  expect(whole).toMatchObject({ code: 0, err: '' })
  expect(whole.out).toMatch(/responses +3\n +of them answered +3\n +that count +2\n/)
  expect(whole.out).toMatch(/noted by the team +0\n/)
  expect(whole.out).toMatch(/It is whole\.\n$/)

  const copy = await changedCopy('update response set score = 10 where score = 2')
  const wrong = await howlikely(['verify', '--data-folder', copy])

  expect(wrong.code).toBe(1)
  expect(wrong.err).toMatch(/^Response .+: its score is not what its record says\.\n.+ is not whole\. .+\n$/)
})

/** The folder of a copy of the store in which a statement has changed something. */
async function changedCopy(statement: string): Promise<string> {
  const { DatabaseSync } = await import('node:sqlite')
  const copy = mkdtempSync(join(tmpdir(), 'howlikely-command-'))
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
  const original = new DatabaseSync(join(data, 'howlikely.sqlite'))
  original.exec(`vacuum into '${join(copy, 'howlikely.sqlite')}'`)
  original.close()
  const changed = new DatabaseSync(join(copy, 'howlikely.sqlite'))
  changed.exec(statement)
  changed.close()
  return copy
}

test('verify says where the report’s counts differ from the answers, and counts them again', async () => {
  const copy = await changedCopy('update rollup set score_4 = score_4 + 3')

  const wrong = await howlikely(['verify', '--data-folder', copy])
  expect(wrong.code).toBe(1)
  expect(wrong.err).toMatch(/^Counted for the report, main\/\w+, .+, score 4: 3, and there are 0\.\n/)
  expect(wrong.err).toMatch(/ is whole, but the report counts otherwise than its answers say\. .+\n$/)
  const anew = await howlikely(['verify', '--recount', '--data-folder', copy])

  expect(anew).toMatchObject({ code: 0, err: '' })
  expect(anew.out).toMatch(/It is whole\.\n$/)
})

test('token shows the token, and makes a new one', async () => {
  const own = join(folder, 'own')
  const none = await howlikely(['token', '--data-folder', own])
  expect(none.code).toBe(1)
  expect(existsSync(own)).toBe(false)

  expect(await howlikely(['token', '--data-folder', data])).toEqual({
    code: 0,
    out: 'the-operators-token\n',
    err: '',
  })
  const made = await howlikely(['token', '--new', '--data-folder', data])

  expect(made.out).toMatch(/^[\w-]{43}\n$/)
  expect(made.err).toMatch(/^It is in .+token\. Start the collector again: .+\n$/)
  expect(readFileSync(join(data, 'token'), 'utf8')).toBe(made.out)
})

test('snippet prints what to paste, and nothing if an option is wrong', async () => {
  const tag = await howlikely(['snippet', 'https://answers.example/', '--company', 'A & B'])
  const code = await howlikely([
    'snippet',
    'https://answers.example',
    '--as',
    'npm',
    '--options',
    file('right.json'),
  ])
  const wrong = await howlikely(['snippet', 'https://answers.example', '--options', file('wrong.json')])
  const nowhere = await howlikely(['snippet', 'answers.example'])
  const form = await howlikely(['snippet', 'https://answers.example', '--as', 'html'])

  expect(tag).toMatchObject({ code: 0, err: '' })
  expect(tag.out).toContain('data-endpoint="https://answers.example/responses"\n  data-company="A &amp; B"')
  expect(code.out).toMatch(/^import \{ createHowlikely \} from 'howlikely'\n[\s\S]*"delay": "5s"/)
  expect(wrong).toMatchObject({ code: 1, out: '' })
  expect(wrong.err).toMatch(/delay[\s\S]*"5 sec"[\s\S]*Nothing was printed\./)
  expect(nowhere).toMatchObject({ code: 2, out: '', err: expect.stringContaining('found "answers.example"') })
  expect(form).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('must be tag, json, npm, found "html"'),
  })
})
