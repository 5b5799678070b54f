// PostgreSQL's programs on this machine, for tests that run a real server of their own.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where Debian, Homebrew and a build from source put them. */
const places = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt', '/usr/local/pgsql']

const isComplete = folder => ['initdb', 'postgres'].every(program => existsSync(join(folder, program)))

const versionIn = name => Number(/\d+/.exec(name)?.[0] ?? 0)

const foldersIn = place =>
  readdirSync(place)
    .filter(name => /^(\d+|postgresql.*)$/.test(name))
    .sort((one, other) => versionIn(other) - versionIn(one))
    .map(name => join(place, name, 'bin'))

/**
 * The folder with the newest `initdb` and `postgres` here; HOWLIKELY_POSTGRES names another one.
 * @returns {string | undefined}
 */
export function postgresFolder() {
  const chosen = process.env.HOWLIKELY_POSTGRES
  if (chosen) return chosen
  return places
    .filter(place => existsSync(place))
    .flatMap(place => [join(place, 'bin'), ...foldersIn(place)])
    .find(isComplete)
}
