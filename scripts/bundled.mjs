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
  'nodemailer',
  'pg',
  'preact-render-to-string',
  'prom-client',
  'stopword',
]

/** In the report's files, which the collector serves. */
const reportLibraries = ['d3-scale', 'd3-shape']

const read = file => JSON.parse(readFileSync(join(root, file), 'utf8'))

/** These packages, and what they bring along. */
function withTheirOwn(names) {
  const { packages } = read('package-lock.json')
  const found = new Set()
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    waiting.push(...Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}))
  }
  return [...found].sort()
}

/**
 * These, and what they bring along.
 * @returns {string[]}
 */
export const bundledPackages = () => withTheirOwn(bundledLibraries)

/**
 * All that users get: what npm installs with the package, and what is in its files, the report's included.
 * @returns {string[]}
 */
export const installedPackages = () =>
  withTheirOwn([...Object.keys(read('package.json').dependencies), ...bundledLibraries, ...reportLibraries])
