import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

interface Locked {
  resolved?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const lock: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8'),
)

/** The places where a package may find another: next to it, or further out. */
function placesFor(name: string, from: string): string[] {
  const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  const end = from.lastIndexOf('node_modules/')
  return end < 0 ? [place] : [place, ...placesFor(name, from.slice(0, end).replace(/\/$/, ''))]
}

test('the lock file names whatever any package may want, those for other systems too: else npm ci refuses it', () => {
  const missing = Object.entries(lock.packages).flatMap(([place, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter(name => !placesFor(name, place).some(one => one in lock.packages))
      .map(name => `${name}, for ${place}`),
  )

  expect(missing).toEqual([])
})

test('the lock file carries no download address', () => {
  expect(Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)).toEqual([])
})
