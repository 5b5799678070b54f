import { execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { postgresFolder } from '../../scripts/postgres.mjs'

/** A PostgreSQL server of the tests' own, on a free port and in a folder that goes with it. */
export interface PostgresServer {
  url: string
  stop(): Promise<void>
}

/** Milliseconds that a server may take to begin. */
const patience = 30_000

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function serversUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/**
 * Starts a server; rejects if none is installed, or if it does not start.
 * @param isDurable whether it syncs commits to disk; a server for one test run needn't
 */
export async function startPostgres({ isDurable = false } = {}): Promise<PostgresServer> {
  const programs = postgresFolder()
  if (!programs) throw new Error('There is no PostgreSQL on this machine.')
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-postgres-'))
  const user = serversUser()
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const options = { ...user, cwd: folder }
  const encoding = ['--encoding=UTF8', '--locale=C.UTF-8']
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'howlikely', '-A', 'trust', ...encoding], {
    ...options,
    stdio: 'pipe',
  })
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'max_connections=200',
    `fsync=${isDurable ? 'on' : 'off'}`,
  ]
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap(setting => ['-c', setting])],
    { ...options, stdio: 'ignore' },
  )
  const ended = new Promise(resolve => server.once('exit', resolve))
  const killWithUs = () => void server.kill('SIGQUIT')
  process.once('exit', killWithUs)
  const url = `postgres://howlikely@127.0.0.1:${port}/postgres`
  await untilItAnswers(url)
  return {
    url,
    async stop() {
      process.off('exit', killWithUs)
      // "Fast": it ends the connections that are left.
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilItAnswers(url: string): Promise<void> {
  const end = Date.now() + patience
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
}
