import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** Whether PHP is on this machine; `npm test` installs it if it can. */
export const hasPhp = spawnSync('php', ['--version']).status === 0

/** The title of a PHP test if there is no PHP. */
export const inPhp = (name: string): string =>
  hasPhp ? name : `${name} (skipped: php is not on this machine)`

/** What a script of the tests prints for a scene, as JSON. Throws if PHP reports anything. */
export function phpPage(script: string, scene: object): Record<string, unknown> {
  const flags = ['-d', 'error_reporting=-1', '-d', 'display_errors=stderr', '-d', 'log_errors=0']
  const file = join(root, 'test/integrations', script)
  const { stdout, stderr } = spawnSync('php', [...flags, file, JSON.stringify(scene)], { encoding: 'utf8' })
  if (stderr !== '') throw new Error(stderr)
  return JSON.parse(stdout)
}

/** The complaints of `php -l` about files of an integration that it cannot parse. */
export function lint(folder: string): string[] {
  const files = readdirSync(join(root, 'integrations', folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(php|phtml)$/.test(name))
    .map(name => join(root, 'integrations', folder, name))
  if (files.length === 0) throw new Error(`There is no PHP in integrations/${folder}.`)
  return files.flatMap(file => {
    const { status, stdout } = spawnSync('php', ['-l', file], { encoding: 'utf8' })
    return status === 0 ? [] : [stdout]
  })
}
