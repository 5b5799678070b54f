import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createSigner } from '../../src/links/create-signer.ts'
import { builtCollector, startCollector } from '../support/collector.ts'
import { aResponse } from './a-response.ts'

// Each test starts processes of its own, which may take long on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

/** Runs the collector until it ends by itself. */
async function run(words: readonly string[], environment: Record<string, string>) {
  const ended = spawn(process.execPath, [builtCollector, ...words], {
    env: { ...process.env, ...environment },
  })
  onTestFinished(() => void ended.kill('SIGKILL'))
  let said = ''
  ended.stdout.on('data', chunk => (said += chunk))
  ended.stderr.on('data', chunk => (said += chunk))
  const code = await new Promise(resolve => ended.once('close', resolve))
  return { code, said }
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'howlikely-process-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function send(url: string, record: object): Promise<number> {
  const answer = await fetch(`${url}/responses`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify(record),
  })
  await answer.text()
  return answer.status
}

/** A request whose head the collector has read, and whose body is still to come. */
async function beginRequest(url: string): Promise<(record: object) => Promise<number | undefined>> {
  const begun = request(`${url}/responses`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'transfer-encoding': 'chunked', expect: '100-continue' },
  })
  begun.flushHeaders()
  await once(begun, 'continue')
  return async record => {
    begun.end(JSON.stringify(record))
    const [answer] = await once(begun, 'response')
    return answer.statusCode
  }
}

test('on an older Node it says what is needed, in one sentence', async () => {
  const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`
  const words = ['--import', `data:text/javascript,${encodeURIComponent(older)}`, builtCollector]
  const ended = spawn(process.execPath, words, { env: { ...process.env, DATA_FOLDER: await newFolder() } })
  let said = ''
  ended.stderr.on('data', chunk => (said += chunk))
  const code = await new Promise(resolve => ended.once('close', resolve))

  expect(code).toBe(1)
  expect(said).toBe(
    'The collector needs Node 22.13 or newer, and this is 20.20.2. Install Node 24 from https://nodejs.org, then start it again.\n',
  )
})

test('a response that is sent to it is in its report, even after a restart', async () => {
  const dataFolder = await newFolder()
  const first = await startCollector({ dataFolder })
  expect(await send(first.url, aResponse({ reason: 'Lovely tea' }))).toBe(204)
  expect(await first.stop()).toBe(0)

  const second = await startCollector({ dataFolder })
  onTestFinished(() => second.kill())
  const report = await fetch(`${second.url}/report`, { headers: { authorization: `Bearer ${second.token}` } })

  expect(await report.text()).toContain('Lovely tea')
  expect(second.responses()).toMatchObject([{ reason: 'Lovely tea' }])
})

test('a secret for signatures is made once, kept for its owner alone, and never printed', async () => {
  const dataFolder = await newFolder()
  const secrets = []
  for (let start = 0; start < 2; start += 1) {
    const collector = await startCollector({ dataFolder })
    secrets.push((await readFile(join(dataFolder, 'secret'), 'utf8')).trim())
    const signature = await createSigner({ secret: secrets[0] ?? '' }).respondent('u_1')
    const respondent = { id: 'u_1', signature }
    if (start === 0) await send(collector.url, aResponse({ id: randomUUID(), respondent }))
    const answer = await fetch(`${collector.url}/eligibility`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ schema: 1, site: 'main', respondent }),
    })
    expect(await answer.json()).toMatchObject({ askings: [{ survey: 'checkout', outcome: 'answered' }] })
    await collector.stop()
    expect(collector.output()).toContain('Secret     in ')
    expect(collector.output()).not.toContain(secrets.at(-1))
  }

  expect(secrets[0]).toMatch(/^[\w-]{43}$/)
  expect(secrets[1]).toBe(secrets[0])
  expect((await stat(join(dataFolder, 'secret'))).mode & 0o777).toBe(0o600)
})

test('a secret from the environment is written nowhere', async () => {
  const dataFolder = await newFolder()
  const secret = 'a secret of thirty-two letters !'
  const collector = await startCollector({ dataFolder, environment: { HOWLIKELY_SECRET: secret } })
  await collector.stop()

  expect(collector.output()).not.toContain(secret)
  await expect(stat(join(dataFolder, 'secret'))).rejects.toThrow('ENOENT')
})

test('a token is made once, kept for its owner alone, and never printed to a log', async () => {
  const dataFolder = await newFolder()
  const tokens = []
  for (let start = 0; start < 2; start++) {
    const collector = await startCollector({ dataFolder, token: '' })
    tokens.push((await readFile(join(dataFolder, 'token'), 'utf8')).trim())
    const report = await fetch(`${collector.url}/api/report`, {
      headers: { authorization: `Bearer ${tokens.at(-1)}` },
    })
    expect(report.status).toBe(200)
    expect(collector.output()).not.toContain(tokens.at(-1))
    await collector.stop()
  }

  expect(tokens[0]).toMatch(/^[\w-]{43}$/)
  expect(tokens[1]).toBe(tokens[0])
  for (const name of ['token', 'howlikely.sqlite']) {
    expect((await stat(join(dataFolder, name))).mode & 0o077).toBe(0)
  }
})

test('asked to stop, it answers what it has begun, stores it and ends with 0', async () => {
  const collector = await startCollector({ dataFolder: await newFolder() })
  const finish = await beginRequest(collector.url)

  const stopped = collector.stop()
  // From here on it accepts no more connections; the open one goes on.
  await expect.poll(() => fetch(`${collector.url}/healthz`).catch(() => 'refused')).toBe('refused')

  expect(await finish(aResponse({ reason: 'In the last moment' }))).toBe(204)
  expect(await stopped).toBe(0)
  expect(collector.responses()).toMatchObject([{ reason: 'In the last moment' }])
})

test('a port that is in use is reported in one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await new Promise(resolve => other.once('listening', resolve))
  const address = other.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0

  const { code, said } = await run([], { PORT: String(port), DATA_FOLDER: await newFolder() })

  expect(code).toBe(1)
  expect(said).toBe(`Port ${port} is in use. Stop the program that uses it, or set PORT to another.\n`)
})

test('a data folder that cannot be written is reported in one sentence', async () => {
  const file = join(await newFolder(), 'file')
  await writeFile(file, '')
  const dataFolder = join(file, 'data')

  const { code, said } = await run([], { PORT: '0', DATA_FOLDER: dataFolder })

  expect(code).toBe(1)
  expect(said).toMatch(
    /^The data folder .*\/file\/data is not writable \(ENOTDIR.*\)\. Set DATA_FOLDER to one that is\.\n$/,
  )
})

test('a file that is no database is reported in one sentence', async () => {
  const dataFolder = await newFolder()
  await writeFile(join(dataFolder, 'howlikely.sqlite'), randomUUID().repeat(200))

  const { code, said } = await run([], { PORT: '0', DATA_FOLDER: dataFolder })

  expect(code).toBe(1)
  expect(said).toMatch(/^The database .*howlikely\.sqlite cannot be opened: the file is not a database\.\n$/)
})

test.each([
  ['an unknown argument', ['--prot=1'], {}, 1, /^Unknown argument "--prot=1": .*\n$/],
  ['a wrong variable', [], { PORT: 'x' }, 1, /^PORT must be a number from 0 to 65535, found "x"\.\n$/],
  [
    'an address of another machine',
    [],
    { PORT: '0', HOST: '192.0.2.1' },
    1,
    /^Cannot listen on 192\.0\.2\.1, .*\n$/,
  ],
  ['--help', ['--help'], {}, 0, /^howlikely collector: (.|\n)*ALLOWED_ORIGINS/],
])('%s: it says so and ends', async (_case, words, environment, code, sentence) => {
  const ended = await run(words, { DATA_FOLDER: await newFolder(), ...environment })

  expect(ended.said).toMatch(sentence)
  expect(ended.code).toBe(code)
})

test.each([
  [
    'token',
    'too-short',
    /^The file .+token must hold 16 characters or more, found 9\. Put .+ Nothing was started\.\n$/,
  ],
  ['secret', 'cut short', /^The file .+secret must hold 32 characters or more, found 9\. Put .+\n$/],
  [
    'secret',
    'a secret of thirty-two letters !\nand another',
    /^The file .+secret must hold one line, found several\..+\n$/,
  ],
])(
  'a file %s that holds something else is told in one sentence, and stays as it is',
  async (name, text, sentence) => {
    const dataFolder = await newFolder()
    await writeFile(join(dataFolder, name), text)

    const { code, said } = await run([], { PORT: '0', DATA_FOLDER: dataFolder })

    expect(said).toMatch(sentence)
    expect(code).toBe(1)
    expect(await readFile(join(dataFolder, name), 'utf8')).toBe(text)
  },
)

test('told to stop, it says so while it still takes answers, and cuts off who doesn’t end: all within ten seconds', async () => {
  const collector = await startCollector({ environment: { STOP_DELAY: '2' } })
  onTestFinished(() => collector.kill())
  for (let sent = 0; sent < 200; sent += 1) {
    expect(await send(collector.url, { ...aResponse(), more: 'x'.repeat(25_000) })).toBe(204)
  }
  // Somebody downloads, and never reads.
  const slow = request(`${collector.url}/api/responses`, {
    headers: { authorization: `Bearer ${collector.token}` },
  })
  slow.on('error', () => {}).end()
  const [answer] = await once(slow, 'response')
  answer.pause()
  answer.on('error', () => {})

  const begunAt = performance.now()
  const stopped = collector.stop()
  await expect
    .poll(async () => (await fetch(`${collector.url}/readyz`)).status, { interval: 20, timeout: 2000 })
    .toBe(503)
  const last = aResponse({ reason: 'In the last moment' })
  expect(await send(collector.url, last)).toBe(204)

  expect(await stopped).toBe(0)
  expect(performance.now() - begunAt).toBeLessThan(11_000)
  expect(collector.output()).toContain('Stopped: every response that was accepted is stored.')
})

test('told to stop while something is being read that never ends, it stores what came and is gone within ten seconds', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'howlikely-endless-'))
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }))
  const collector = await startCollector({ dataFolder, environment: { STOP_DELAY: '5' } })
  onTestFinished(() => collector.kill())
  const left = { schema: 1, site: 'main', respondent: { id: 'u_1' }, trigger: { name: 'upgrade' } }
  const answer = await fetch(`${collector.url}/triggers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${collector.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(left),
  })
  expect(answer.status).toBe(204)
  const database = new DatabaseSync(join(dataFolder, 'howlikely.sqlite'), { timeout: 5000 })
  // Something is there for this person, and before it is found there is no end of what is not.
  database.exec(`
    alter table next_visit rename to all_next_visits;
    create view next_visit as with recursive endless(one) as (select 1 union all select one from endless)
      select all_next_visits.* from all_next_visits join endless on endless.one > 1`)
  database.close()
  const reading = fetch(`${collector.url}/api/person/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${collector.token}` },
    body: new URLSearchParams({ by: 'respondent', value: 'u_1' }),
  })
    .then(response => response.text())
    .catch(() => 'cut off')

  const begunAt = performance.now()
  const stopped = collector.stop()
  const last = aResponse({ reason: 'In the last moment' })
  expect(await send(collector.url, last)).toBe(204)
  await stopped

  expect(performance.now() - begunAt).toBeLessThan(11_000)
  expect(await reading).toBe('cut off')
  expect(collector.output()).toContain('Stopped: every response that was accepted is stored.')
  expect(collector.responses()).toMatchObject([{ id: last.id }])
})

test('what it logs is one line of JSON each, and includes each request if it is told to', async () => {
  const collector = await startCollector({ environment: { LOG_REQUESTS: 'yes' } })
  await send(collector.url, aResponse({ reason: 'Cold tea' }))
  await collector.stop()

  const lines = collector
    .output()
    .split('\n')
    .filter(line => line.startsWith('{'))
  expect(lines.map(line => JSON.parse(line))).toEqual([
    {
      at: expect.any(String),
      message: 'Answered.',
      request: expect.any(String),
      method: 'POST',
      route: '/responses',
      status: 204,
      ms: expect.any(Number),
    },
  ])
})
