import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startCollector, storedResponses } from '../support/collector.ts'
import { aResponse } from './a-response.ts'

// Each starts processes of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

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

test('kill -9 under load keeps every response that was accepted, none twice', {
  timeout: 60_000,
}, async () => {
  let acknowledged = 0
  for (let kills = 0; kills < 4; kills++) {
    const dataFolder = await newFolder()
    const collector = await startCollector({ dataFolder })
    const accepted = await sendUntilKilled(collector, 30 + 60 * kills)

    const kept = storedResponses(dataFolder).map(({ id }) => id)
    expect(new Set(kept).size).toBe(kept.length)
    expect(accepted.filter(id => !kept.includes(id))).toEqual([])
    acknowledged += accepted.length
  }
  expect(acknowledged).toBeGreaterThan(100)
})

/** Eight senders; the process is killed at the moment when so many responses were accepted. */
async function sendUntilKilled(
  collector: Awaited<ReturnType<typeof startCollector>>,
  after: number,
): Promise<string[]> {
  const accepted: string[] = []
  let killed: Promise<void> | null = null
  const sender = async () => {
    while (killed === null) {
      const record = aResponse()
      const status = await send(collector.url, record).catch(() => null)
      if (status === 204) accepted.push(record.id)
      if (accepted.length >= after) killed ??= collector.kill()
    }
  }
  await Promise.all(Array.from({ length: 8 }, sender))
  await killed
  return accepted
}

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
