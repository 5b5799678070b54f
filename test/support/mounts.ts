import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './site.ts'

/** A shop with a collector under its own path. */
export interface RunningShop {
  url: string
  stop(): Promise<void>
}

export interface Mount {
  /** Includes the reason if it cannot be started on this machine. */
  name: string
  isHere: boolean
  start(collector: string): Promise<RunningShop>
}

const recipe = (name: string) => join(import.meta.dirname, '..', '..', 'docs', 'recipes', 'mount', name)
const works = (command: string, ...words: string[]) => spawnSync(command, words).status === 0
const hasNginx = works('nginx', '-v')
const hasCaddy = works('caddy', 'version')

/** The recipe, for a collector at this address. */
const read = (name: string, collector: string) =>
  readFileSync(recipe(name), 'utf8').replace('127.0.0.1:8787', new URL(collector).host)

const nginxShop = (folder: string, port: number, mounted: string) => `
daemon off;
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path ${folder};
  proxy_temp_path ${folder};
  fastcgi_temp_path ${folder};
  uwsgi_temp_path ${folder};
  scgi_temp_path ${folder};
  server {
    listen 127.0.0.1:${port};
    location = / { return 200 "The shop"; }
    ${mounted}
  }
}`

const caddyShop = (port: number, mounted: string) => `{
	admin off
	auto_https off
}
http://127.0.0.1:${port} {
	${mounted}
	respond / "The shop"
	respond 404
}
`

export const mounts: readonly Mount[] = [
  {
    name: 'Express',
    isHere: true,
    start: collector =>
      run(port => ({
        command: [process.execPath, recipe('express.mjs')],
        environment: { PORT: `${port}`, COLLECTOR: collector },
      })),
  },
  {
    name: hasNginx ? 'nginx' : 'nginx (skipped: it is not on this machine)',
    isHere: hasNginx,
    start: collector =>
      run((port, folder) => {
        const file = join(folder, 'nginx.conf')
        writeFileSync(file, nginxShop(folder, port, read('nginx.conf', collector)))
        return { command: ['nginx', '-e', 'stderr', '-c', file], environment: {} }
      }),
  },
  {
    name: hasCaddy ? 'Caddy' : 'Caddy (skipped: it is not on this machine)',
    isHere: hasCaddy,
    start: collector =>
      run((port, folder) => {
        const file = join(folder, 'Caddyfile')
        writeFileSync(file, caddyShop(port, read('Caddyfile', collector)))
        return { command: ['caddy', 'run', '--config', file, '--adapter', 'caddyfile'], environment: {} }
      }),
  },
]

interface Started {
  command: string[]
  environment: Record<string, string>
}

async function run(describe: (port: number, folder: string) => Started): Promise<RunningShop> {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-mount-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { command, environment } = describe(port, folder)
  const [program = '', ...words] = command
  const started = spawn(program, words, { env: { ...process.env, ...environment }, stdio: 'ignore' })
  const exited = new Promise<number | null>(resolve => started.once('exit', resolve))
  const killWithUs = () => void started.kill('SIGKILL')
  process.once('exit', killWithUs)
  while (!(await answers(url))) {
    if (started.exitCode !== null) throw new Error(`${program} ended before it listened`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return {
    url,
    async stop() {
      process.off('exit', killWithUs)
      started.kill('SIGTERM')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false // It doesn't listen yet.
  }
}
