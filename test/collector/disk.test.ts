import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startCollector } from '../support/collector.ts'
import { aResponse } from './a-response.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Runs a command with mounts of its own, which nobody else sees and which are gone when it ends. */
const mounted = (mount: string, folder: string) => [
  'unshare',
  ...['--user', '--map-root-user', '--mount'],
  ...['sh', '-c', `${mount} && exec "$@"`, folder],
]
const aSmallDisk = 'mount -t tmpfs -o size=3m tmpfs "$0" && head -c 1m /dev/zero >"$0/ballast"'
const readOnly = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"'

const probe = mkdtempSync(join(tmpdir(), 'howlikely-disk-'))
const canMount = [aSmallDisk, readOnly].every(mount => {
  const [command = '', ...words] = [...mounted(mount, probe), 'true']
  return spawnSync(command, words).status === 0
})
rmSync(probe, { recursive: true })

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'howlikely-disk-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The answer's status and `Retry-After`. */
async function send(url: string): Promise<[status: number, retryAfter: string | null]> {
  const { status, headers } = await fetch(`${url}/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...aResponse({ id: randomUUID() }), more: 'x'.repeat(30_000) }),
  })
  return [status, headers.get('retry-after')]
}

test.skipIf(!canMount)(
  'a disk that runs full loses nothing that was accepted, and takes more once there is room',
  async () => {
    const dataFolder = await newFolder()
    const collector = await startCollector({ dataFolder, under: mounted(aSmallDisk, dataFolder) })
    onTestFinished(() => collector.kill())
    const accepted = async () => {
      const answer = await fetch(`${collector.url}/api/responses`, {
        headers: { authorization: `Bearer ${collector.token}` },
      })
      return (await answer.text()).trim().split('\n').length
    }

    let stored = 0
    let answer = await send(collector.url)
    for (; answer[0] === 204; answer = await send(collector.url)) stored += 1

    expect(answer).toEqual([503, '30'])
    expect(stored).toBeGreaterThan(10)
    expect((await fetch(`${collector.url}/readyz`)).status).toBe(503)
    expect(collector.output()).toContain('Responses cannot be stored: the disk is full.')

    await rm(`/proc/${collector.id}/root${dataFolder}/ballast`)
    expect(await send(collector.url)).toEqual([204, null])
    expect(collector.output()).toContain('Responses are being stored again.')
    expect(await accepted()).toBe(stored + 1)
  },
)

test.skipIf(!canMount)(
  'a disk that is read-only is told in one sentence, and the database stays as it is',
  async () => {
    const dataFolder = await newFolder()
    const before = await startCollector({ dataFolder })
    expect((await send(before.url))[0]).toBe(204)
    await before.stop()

    await expect(startCollector({ dataFolder, under: mounted(readOnly, dataFolder) })).rejects.toThrow(
      /ended with 1 .*: The data folder .* is not writable \(EROFS: .*\)\. Set DATA_FOLDER to one that is\./,
    )

    const after = await startCollector({ dataFolder })
    onTestFinished(() => after.kill())
    expect(after.responses()).toHaveLength(1)
  },
)
