import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type RunningCollector, startCollector } from '../../support/collector.ts'
import { type HookRecorder, startHookRecorder } from '../../support/hook-recorder.ts'
import { aResponse } from '../a-response.ts'

// It starts processes of its own, which may take long on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'howlikely-alerts-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function start(dataFolder: string): Promise<RunningCollector> {
  const collector = await startCollector({ dataFolder, environment: { ALERTS_TO_PRIVATE: '1' } })
  onTestFinished(() => collector.kill())
  return collector
}

const asks = async ({ url, token }: RunningCollector, path: string, body?: object) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(url + path, {
    headers,
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
  expect(answer.status).toBe(200)
  return answer.json()
}

/** A hook that the collector calls about detractors. */
async function told(collector: RunningCollector): Promise<HookRecorder> {
  const hook = await startHookRecorder()
  onTestFinished(() => hook.refuse())
  const destination = { name: 'Channel', kind: 'slack', address: `${hook.url}/T1` }
  const { id } = await asks(collector, '/api/destinations', destination)
  await asks(collector, '/api/alerts', { name: 'Low', destinations: [id] })
  return hook
}

async function answers({ url }: RunningCollector, count: number): Promise<void> {
  for (let given = 0; given < count; given += 1) {
    const instant = new Date().toISOString()
    const times = { askedAt: instant, scoredAt: instant, endedAt: instant, sentAt: instant }
    const record = aResponse({ score: 1, reason: `answer ${given}`, ...times })
    const accepted = await fetch(`${url}/responses`, { method: 'POST', body: JSON.stringify(record) })
    expect(accepted.status).toBe(204)
  }
}

test('an alert is there within seconds; one that was killed in between loses none, and sends none under a new key', async () => {
  const dataFolder = await newFolder()
  const first = await start(dataFolder)
  const hook = await told(first)
  await answers(first, 1)
  await expect.poll(() => hook.messages.length, { timeout: 5000 }).toBe(1)

  hook.answer('hang')
  await answers(first, 4)
  await expect.poll(() => hook.messages.length).toBe(2)
  await first.kill()
  hook.answer(200)
  const second = await start(dataFolder)

  const waiting = async () => (await asks(second, '/api/outgoing?outgoing=waiting')).messages.length
  await expect.poll(waiting).toBe(0)
  // The one that was under way came twice, under one key.
  expect(hook.messages).toHaveLength(6)
  expect(new Set(hook.keys()).size).toBe(5)
  const reasons = hook.messages.map(({ body }) => /answer \d/.exec(body)?.[0])
  expect([...new Set(reasons.slice(1))]).toEqual(['answer 0', 'answer 1', 'answer 2', 'answer 3'])
})

test('a hook that hangs holds up neither answers nor the end of the collector', async () => {
  const collector = await start(await newFolder())
  const hook = await told(collector)
  hook.answer('hang')

  await answers(collector, 20)
  await expect.poll(() => hook.messages.length).toBe(1)
  const code = await collector.stop()

  expect(code).toBe(0)
  expect(collector.output()).toContain('Stopped')
  expect(hook.messages).toHaveLength(1)
})
