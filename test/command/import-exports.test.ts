import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openSqliteStore } from '../../src/collector/store/open-sqlite-store.ts'
import type { Store } from '../../src/collector/store/store.ts'
import { importing } from '../../src/command/commands/import.ts'
import { runCommand } from '../../src/command/run-command.ts'
import type { ResponseRecord } from '../../src/protocol/response.ts'

// Creating a database is slow while the disk is busy.
vi.setConfig({ testTimeout: 60_000 })

const now = Date.parse('2026-05-01T12:00:00Z')
const samples = join(import.meta.dirname, 'import-samples')

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function fileOf(text: string | Uint8Array, name = 'answers.csv'): string {
  const file = join(newFolder(), name)
  writeFileSync(file, text)
  return file
}

/** Runs the import into a folder. */
async function importInto(folder: string, words: readonly string[]) {
  let [out, err] = ['', '']
  const code = await runCommand([importing], '', ['import', ...words, '--data-folder', folder], {
    environment: {},
    now: () => now,
    writeOutput(text) {
      out += text
    },
    writeMessage(sentence) {
      err += `${sentence}\n`
    },
    streamOutput: async () => {},
    startProgress: () => ({ at() {}, end() {} }),
  })
  return { code, out, err }
}

async function inStore<Result>(folder: string, act: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openSqliteStore(join(folder, 'howlikely.sqlite'))
  try {
    return await act(store)
  } finally {
    await store.close()
  }
}

/** What is stored, the oldest first. */
const storedIn = (folder: string): Promise<(ResponseRecord & { imported: { from?: string } })[]> =>
  inStore(folder, async store =>
    (await store.records({ limit: 1000 }))
      .map(({ json }) => JSON.parse(json))
      .sort((one, other) => one.sentAt.localeCompare(other.sentAt)),
  )

const survey = ['--survey', 'nps']

describe('exports of other tools', () => {
  /** All go into one: what comes from one tool is never what comes from another. */
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-import-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each<[name: string, words: string[], records: object[]]>([
    [
      'delighted',
      ['--map', 'trait.plan=Plan'],
      [
        { score: 9, reason: 'Quick, and friendly', sentAt: '2025-03-01T09:30:00.000Z' },
        { score: 3, reason: 'Came late.\nAnd the box was open', sentAt: '2025-03-03T01:00:00.000Z' },
        { score: 10, reason: null, respondent: { id: '73', traits: { plan: 'Pro' } } },
      ],
    ],
    [
      'wootric',
      [],
      [
        { score: 10, reason: 'Love it', respondent: { id: 'u_1' }, sentAt: '2025-03-28T22:24:51.000Z' },
        { score: 6, reason: null, sentAt: '2025-03-29T15:00:00.000Z' },
      ],
    ],
    [
      'satismeter',
      [],
      [
        { score: 8, reason: 'Good; could be cheaper', respondent: { id: '007' }, locale: 'en' },
        { score: 2, reason: 'Zu langsam', locale: 'de' },
      ],
    ],
    [
      'retently',
      [],
      [
        { score: 9, reason: 'Works', respondent: { id: 'c_1' } },
        { score: 7, reason: null },
      ],
    ],
    [
      'surveymonkey',
      ['--at-format', 'month-first', '--zone', 'America/New_York'],
      [
        { score: 10, reason: 'Everything fits', sentAt: '2025-06-13T18:05:40.000Z' },
        { score: 4, reason: 'Colours differ, sizes too', sentAt: '2025-06-14T13:01:30.000Z' },
      ],
    ],
  ])(
    '%s: is recognised, shown, imported, and the second time changes nothing',
    async (name, words, records) => {
      const mine = async () => (await storedIn(folder)).filter(({ imported }) => imported.from === name)
      const all = [join(samples, `${name}.csv`), ...survey, ...words]

      const tried = await importInto(folder, [...all, '--dry-run'])
      expect(tried.err).not.toMatch(/problem/)
      expect(tried).toMatchObject({ code: 0, out: expect.stringMatching(/, read as .+'s export\n/) })
      expect(existsSync(join(folder, 'howlikely.sqlite')) ? await mine() : []).toEqual([])

      const first = await importInto(folder, all)
      expect(first.err).toContain(`${records.length} new, 0 were there.`)
      const stored = await mine()
      expect(stored).toMatchObject(
        records.map(record => ({ ...record, imported: { file: `${name}.csv`, from: name } })),
      )
      // Nobody has said that they may be written to.
      expect(stored.filter(record => record.contact)).toEqual([])

      const again = await importInto(folder, [...all, '--from', name])
      expect(again.err).toContain(`0 new, ${records.length} were there.`)
      expect(await mine()).toEqual(stored)
    },
  )

  test('the preview tells columns, fields, period, score and the first three', async () => {
    const { out, err } = await importInto(newFolder(), [
      join(samples, 'delighted.csv'),
      ...survey,
      '--dry-run',
    ])

    expect(out).toMatch(/^delighted\.csv, read as Delighted's export\n {2}Response ID +id\n/)
    expect(out).toMatch(/\nanswers {3}3\nperiod {4}2025-03-01 to 2025-03-03\nNPS {7}33\n/)
    expect(out.match(/^\{"schema":1,.+\}$/gm)).toHaveLength(3)
    expect(err).toContain('Left out, since no field has that name: Permalink, Updated At, Person Email')
    expect(err).toContain('--map email="Person Email"')
  })

  test('a score on another scale, or that the other tool left out, is refused', async () => {
    const csat = readFileSync(join(samples, 'delighted.csv'), 'utf8').replace('5436,nps', '5436,csat')
    const out = readFileSync(join(samples, 'wootric.csv'), 'utf8').replace(/false\n/, 'true\n')

    expect((await importInto(newFolder(), [fileOf(csat), ...survey])).err).toMatch(
      /line 3: Survey Type must be nps: .+, found "csat"\.\n/,
    )
    expect((await importInto(newFolder(), [fileOf(out), ...survey])).err).toMatch(
      /line 2: excluded_from_calculations must be false: .+, found "true"\.\n/,
    )
  })

  test('a wide table with two questions of that kind needs to be told which; without a second head it is read too', async () => {
    const wide = (head: string) => fileOf(`Respondent ID,Collector ID,End Date,${head}\n1,2,2025-01-02,9,8\n`)
    const two = wide('Would you recommend us?,Would you recommend the app?')

    expect((await importInto(newFolder(), [two, ...survey])).err).toMatch(/has no column for score: .+--map/)
    const mapping = ['--map', 'score=Would you recommend the app?', '--dry-run']
    expect((await importInto(newFolder(), [two, ...survey, ...mapping])).out).toContain('"score":8')
  })

  test('a head that may be of two is asked about, and the id of one is not that of the other', async () => {
    const file = fileOf('id,created_at,score,text,end_user_id,comment,permalink\n1,2025-01-01,9,a,2,b,c\n')
    const tried = async (...words: string[]) =>
      importInto(newFolder(), [file, ...survey, ...words, '--dry-run'])

    expect(await tried()).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--from delighted, or --from wootric/),
    })
    const ids = [await tried('--from', 'delighted'), await tried('--from', 'wootric')].map(
      ({ out }) => /"id":"([^"]+)"/.exec(out)?.[1],
    )
    expect(new Set(ids).size).toBe(2)
  })
})

describe('any table', () => {
  const table =
    'Customer ID;Date;Score;"Why, in short?";Order;Plan;Total\nu_1;03/04/2026 14:30;9;Fast;A-1;Pro;49,90\n'
  const map =
    'respondent="Customer ID",at=Date,score=Score,reason="Why, in short?",ref=Order,trait.plan=Plan,property.tier=Plan,value=Total'

  test('is read by a mapping, with its separator, its dates and its zone', async () => {
    const folder = newFolder()
    const file = fileOf(table)
    const all = [file, '--map', map, ...survey]

    const guessed = await importInto(folder, all)
    expect(guessed.code).toBe(1)
    expect(guessed.err).toMatch(
      /line 2, column "Date": at must be a date that says which of its numbers is the day \(--at-format day-first, or month-first\), found "03\/04\/2026 14:30"\./,
    )
    const words = ['--at-format', 'day-first', '--zone', 'Europe/Berlin', '--dry-run']
    const { out } = await importInto(folder, [...all, ...words])
    expect(JSON.parse(/^\{.+\}$/m.exec(out)?.[0] ?? '')).toMatchObject({
      score: 9,
      reason: 'Fast',
      sentAt: '2026-04-03T12:30:00.000Z',
      trigger: { ref: 'A-1', value: 49.9, properties: { tier: 'Pro' } },
      respondent: { id: 'u_1', traits: { plan: 'Pro' } },
    })
  })

  test('each mistake is reported with its line, column and what is allowed, and written to a file next to the table', async () => {
    const folder = newFolder()
    const file = fileOf(
      [
        'Date,Score,Why,Plan',
        '2025-01-01,9,,',
        '2025-01-02,11,,',
        '2025-01-03,,=1+1,',
        '2030-01-01,9,,',
        'soon,9,,',
        `2025-01-04,9,${'x'.repeat(5001)},`,
        '2025-01-05,9,,Pro',
        '2025-01-06,8,"two\nlines",',
      ].join('\n'),
    )
    const all = [file, '--map', 'at=Date,score=Score,reason=Why,trait.plan=Plan', ...survey]

    const whole = await importInto(folder, all)
    expect(whole).toMatchObject({ code: 1, out: '' })
    expect(whole.err.split('\n').map(line => line.replace(`${file}, `, ''))).toEqual([
      'line 3, column "Score": score must be a whole number from 0 to 10, found "11".',
      'line 4, column "Score": score must be a whole number from 0 to 10, found "".',
      expect.stringMatching(/^line 5, column "Date": at must be an instant that has been, found "2030-/),
      expect.stringMatching(/^line 6, column "Date": at must be a date such as .+, found "soon"\.$/),
      expect.stringMatching(
        /^line 7, column "Why": reason must be text of at most 5000 characters, found ".+" \(5001 characters\)\.$/,
      ),
      `line 8: respondent must be an account's id where trait.plan is said, found nothing.`,
      `${file}: 6 problems. What was refused is in ${file}.refused.csv. Nothing was imported; --skip-refused imports the rest.`,
      '',
    ])
    expect(existsSync(join(folder, 'howlikely.sqlite'))).toBe(false)
    const refused = readFileSync(`${file}.refused.csv`, 'utf8').split('\r\n')
    expect(refused[0]).toBe('"line","refused because","Date","Score","Why","Plan"')
    expect(refused[2]).toMatch(/^4,"column ""Score"".+","2025-01-03","","'=1\+1",""$/)

    const rest = await importInto(folder, [...all, '--skip-refused'])
    expect(rest).toMatchObject({ code: 0, out: expect.stringMatching(/imported +2\n[\s\S]+refused +6\n/) })
    expect(await storedIn(folder)).toMatchObject([{ score: 9 }, { score: 8, reason: 'two\nlines' }])
  })

  test('mistakes in --map, --zone and the head are reported', async () => {
    const file = fileOf('Date,Rating,Rating\n2025-01-01,9,8\n')
    const said = async (...words: string[]) =>
      (await importInto(newFolder(), [file, ...survey, ...words])).err

    expect(await said('--map', 'score=Score')).toMatch(
      /has no column "Score", which --map names for score; it has "Date", "Rating", "Rating"\./,
    )
    expect(await said('--map', 'at=Date,score=Rating')).toMatch(/names "Rating" twice in its head/)
    expect(await said('--map', 'rating=Rating')).toMatch(/^--map must be pairs .+ found "rating=Rating"\./)
    expect(await said('--zone', 'Mars')).toMatch(/^--zone must be UTC, .+ found "Mars"\./)
    expect(await said()).toMatch(/has no column for score: name it with --map/)
    const noSurvey = await importInto(newFolder(), [fileOf('at,score\n2025-01-01,9\n')])
    expect(noSurvey).toMatchObject({
      code: 2,
      err: expect.stringMatching(/says the survey: name it with --survey/),
    })
    expect(await said('--from', 'delighted')).toMatch(/has no column for score/)
    const wide = await importInto(newFolder(), [
      fileOf(Buffer.from('\ufeffat,score\n', 'utf16le')),
      ...survey,
    ])
    expect(wide.err).toMatch(/it is text in UTF-16; save it as "CSV UTF-8"\. Nothing was imported\./)
  })
})
