import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings, settingNames } from '../../src/collector/settings.ts'
import { commands } from '../../src/command/commands.ts'
import { nameIn, page, tableUnder } from './pages.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

const container = read('Dockerfile')
const compose = read('compose.yaml')
const service = read('docs/recipes/howlikely.service')
const manifest = JSON.parse(read('package.json'))

/** The names and values that an image, a service or a composition gives to the collector. */
function environmentOf(name: string): Record<string, string> {
  if (name === 'Dockerfile') {
    const pairs = /^ENV (.+)$/m.exec(container)?.[1]?.split(' ') ?? []
    return Object.fromEntries(pairs.map(pair => pair.split('=')))
  }
  if (name === 'howlikely.service') {
    return Object.fromEntries(
      [...service.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, key, value]) => [key, value]),
    )
  }
  const collector = /^ {2}collector:\n((?: {4}.*\n|\n)+)/m.exec(compose)?.[1] ?? ''
  const values = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(collector)?.[1] ?? ''
  return Object.fromEntries(
    [...values.matchAll(/^ {6}([A-Z_]+): (.*)$/gm)].map(([, key, value = '']) => [
      key,
      // As docker fills it in.
      value.replace(/\$\{(\w+):?[?-]?[^}]*\}/g, (_all, name) =>
        name === 'TRUSTED_PROXIES' ? '' : 'x'.repeat(32),
      ),
    ]),
  )
}

test.each(['Dockerfile', 'compose.yaml', 'howlikely.service'])(
  'what %s sets is what the collector reads, and can be read',
  name => {
    const environment = environmentOf(name)

    expect(Object.keys(environment).length).toBeGreaterThan(1)
    expect(Object.keys(environment).filter(key => !settingNames.includes(key))).toEqual([])
    expect(readSettings(environment)).toMatchObject({ ok: true })
  },
)

test('the image runs the command that the package has, as an unprivileged user, and says whether it is well', () => {
  const [, program] = /^ENTRYPOINT \["node", "(.+)"\]$/m.exec(container) ?? []
  const [, command] = /^CMD \["(.+)"\]$/m.exec(container) ?? []

  expect(program).toBe(manifest.bin.howlikely)
  expect(commands.map(({ name }) => name)).toContain(command)
  expect(container).toMatch(/^USER node$/m)
  expect(container.indexOf('USER node')).toBeGreaterThan(container.lastIndexOf('\nRUN '))
  expect(container).toMatch(/^VOLUME \/data$/m)
  const probe = /CMD \["node", "-e", "(.+)"\]/.exec(container)?.[1] ?? ''
  expect(probe).toContain('/healthz')
  expect(spawnSync(process.execPath, ['--check', '-'], { input: probe }).status).toBe(0)
})

test('the image copies what is there, and what the build makes', () => {
  const copied = [...container.matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap(([, list = '']) =>
    list.split(' '),
  )

  expect(copied).toContain('/source/dist')
  for (const path of copied.filter(one => one !== '/source/dist')) {
    expect([path, existsSync(join(root, path.replace('/source/', '')))]).toEqual([path, true])
  }
  for (const script of container.matchAll(/npm run (\w+)/g))
    expect(manifest.scripts).toHaveProperty(script[1] ?? '')
  expect(read('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['node_modules', 'data']))
})

test('the service runs the command that the package has, and gives it longer to stop than it takes', () => {
  expect(service).toContain(`/node_modules/${manifest.name}/${manifest.bin.howlikely} collect`)
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(service)?.[1])).toBeGreaterThan(10)
  expect(Number(/stop_grace_period: (\d+)s/.exec(compose)?.[1])).toBeGreaterThan(10)
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

test.skipIf(!hasSystemd)('systemd understands the service', () => {
  const file = join(root, 'docs/recipes/howlikely.service')
  const { stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })

  expect(stderr.split('\n').filter(line => /howlikely\.service:\d+/.test(line))).toEqual([])
})

test.each(['Caddyfile', 'nginx.conf'])('%s leads to where the collector listens by itself', name => {
  const read = readSettings({})
  const { host, port } = read.ok ? read.settings : { host: '', port: 0 }
  const proxy = readFileSync(join(root, 'docs/recipes/host', name), 'utf8')

  expect(proxy).toContain(`${host}:${port}`)
  // Caddy sends these by itself.
  if (name === 'nginx.conf')
    expect([...proxy.matchAll(/proxy_set_header (\S+)/g)].map(([, header]) => header)).toEqual([
      'Host',
      'X-Forwarded-Proto',
      'X-Forwarded-For',
    ])
})

test('the page on hosting names variables, files and programs that there are', () => {
  const hosting = page('docs/hosting.md')
  const named = tableUnder(hosting, 'A container host').flatMap(
    ([names = '']) => names.match(/[A-Z_]{4,}/g) ?? [],
  )
  const inFiles = [...hosting.text.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
  const program = `/opt/howlikely/node_modules/howlikely/${manifest.bin.howlikely}`

  expect(named.length).toBeGreaterThan(4)
  for (const name of [...named, ...inFiles]) expect(settingNames).toContain(name)
  expect(hosting.text).toContain(program)
  expect(service).toContain(program)
  expect(hosting.text).toContain('node_modules/howlikely/docs/recipes/howlikely.service')
  expect(manifest.files).toContain('docs/recipes')
  expect(nameIn(tableUnder(hosting, 'A container host')[1]?.[0])).toBe('DATABASE_URL')
})

const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0

test.skipIf(!hasCompose)('Docker understands the composition', () => {
  const secrets = {
    POSTGRES_PASSWORD: 'x',
    HOWLIKELY_TOKEN: 'y'.repeat(16),
    HOWLIKELY_SECRET: 'z'.repeat(32),
  }
  const { status, stderr } = spawnSync('docker', ['compose', '-f', 'compose.yaml', 'config', '--quiet'], {
    cwd: root,
    env: { ...process.env, ...secrets },
    encoding: 'utf8',
  })

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
