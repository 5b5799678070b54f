// The libraries that are in dist/collector and dist/command: whoever installs the package gets them, though npm lists none.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @type {string[]} */
export const bundledLibraries = [
  '@hono/node-server',
  'hono',
  'kysely',
  'pg',
  'preact-render-to-string',
  'prom-client',
  'stopword',
]

/**
 * These, and what they bring along.
 * @returns {string[]}
 */
export function bundledPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const found = new Set()
  const waiting = [...bundledLibraries]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    waiting.push(...Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}))
  }
  return [...found].sort()
}
