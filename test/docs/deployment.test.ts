import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings, settingNames } from '../../src/collector/settings.ts'
import { commands } from '../../src/command/commands.ts'

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

test('the image runs the command that the package has, as nobody in particular, and says whether it is well', () => {
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
