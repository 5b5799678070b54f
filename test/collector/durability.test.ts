import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startCollector, storedResponses } from '../support/collector.ts'
import { interrupt, missing } from '../support/interruptions.ts'
import { tries } from '../support/thorough.ts'
import { aResponse } from './a-response.ts'

// Each test starts processes of its own, which may take long on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'howlikely-durability-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function send(url: string, record: object): Promise<number> {
  const headers = { 'content-type': 'text/plain' }
  const answer = await fetch(`${url}/responses`, { method: 'POST', headers, body: JSON.stringify(record) })
  await answer.text()
  return answer.status
}

test('kill -9 at random instants under load loses nothing that was accepted, and counts nothing twice', async () => {
  const { accepted, lost, twice } = await interrupt({ how: 'kill', times: tries(3, 12) })

  expect({ lost, twice }).toEqual({ lost: 0, twice: 0 })
  expect(accepted).toBeGreaterThan(3)
})

test('stopped and started again under load, it has everything that visitors gave, once', async () => {
  const { given, retries, lost, twice } = await interrupt({ how: 'stop', times: tries(2, 6) })

  expect({ lost, twice }).toEqual({ lost: 0, twice: 0 })
  expect(given).toBeGreaterThan(2)
  expect(retries).toBeGreaterThan(0)
})

test.each([
  ['is not there', new Map()],
  ['came only half its way', new Map([['b', 2]])],
])('a response that %s would be found', (_case, kept) => {
  const accepted = new Map([
    ['a', 3],
    ['b', 3],
  ])

  expect(missing(accepted, new Map([['a', 3], ...kept]))).toEqual(['b'])
  expect(missing(accepted, accepted)).toEqual([])
})

test('a disk that takes no more turns responses away, keeps what it has, and takes the rest when there is room', async () => {
  const dataFolder = await newFolder()
  const records = Array.from({ length: 60 }, () => aResponse({ reason: 'x'.repeat(5000) }))
  // No file may grow beyond 500 kB or so; the system refuses to write more.
  const small = await startCollector({ dataFolder, under: ['sh', '-c', 'ulimit -f 1000; exec "$@"', 'sh'] })

  const before: number[] = []
  for (const record of records) before.push(await send(small.url, record))
  const readiness = await fetch(`${small.url}/readyz`)
  expect(await small.stop()).toBe(0)

  expect(new Set(before)).toEqual(new Set([204, 503]))
  expect(readiness.status).toBe(503)
  expect(small.output()).toMatch(/Responses cannot be stored: .+\./)
  const accepted = records.filter((_, index) => before[index] === 204).map(({ id }) => id)
  const kept = storedResponses(dataFolder).map(({ id }) => id)
  expect(kept.sort()).toEqual(accepted.sort())

  const roomy = await startCollector({ dataFolder })
  onTestFinished(() => roomy.kill())
  for (const record of records) expect(await send(roomy.url, record)).toBe(204)
  expect(roomy.responses()).toHaveLength(records.length)
})

test('a file that another process holds turns responses away for a while, and takes them when it lets go', async () => {
  const collector = await startCollector()
  onTestFinished(async () => void (await collector.stop()))
  const before = aResponse()
  const during = aResponse()
  expect(await send(collector.url, before)).toBe(204)

  const other = new DatabaseSync(join(collector.dataFolder, 'howlikely.sqlite'), { timeout: 5000 })
  other.exec('begin immediate')
  expect(await send(collector.url, during)).toBe(503)
  expect((await fetch(`${collector.url}/readyz`)).status).toBe(503)
  other.exec('rollback')
  other.close()

  expect(await send(collector.url, during)).toBe(204)
  expect(
    collector
      .responses()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([before.id, during.id].sort())
  expect(collector.output()).toContain('Responses cannot be stored: another process holds the database.')
})

// -D: the collector stays our child, and the tracer is the child's.
const strace = ['strace', '-D', '-f', '-e', 'trace=fsync,fdatasync,write,writev', '-o']
const canTrace = spawnSync('strace', [...strace.slice(1), '/dev/null', 'true']).status === 0

test.skipIf(!canTrace)('the disk is asked to keep a response before the 204 is written', async () => {
  const trace = join(await newFolder(), 'trace')
  const collector = await startCollector({ under: [...strace, trace] })

  const statuses = []
  for (let sent = 0; sent < 5; sent++) statuses.push(await send(collector.url, aResponse()))
  await collector.stop()
  await expect.poll(() => readFileSync(trace, 'utf8'), { timeout: 10_000 }).toMatch(/exited with 0 \+\+\+\n$/)

  expect(statuses).toEqual([204, 204, 204, 204, 204])
  const steps = readFileSync(trace, 'utf8').match(/f(data)?sync\(|HTTP\/1\.1 204/g) ?? []
  const kinds = steps.map(step => (step.startsWith('HTTP') ? 'answered' : 'synced'))
  // Between two answers there may be more than one sync, never none.
  expect(kinds.filter(kind => kind === 'answered')).toHaveLength(5)
  kinds.forEach((kind, index) => {
    if (kind === 'answered') expect(kinds[index - 1]).toBe('synced')
  })
})
