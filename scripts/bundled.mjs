// The libraries inside dist/collector and dist/command: users of the package get them although npm doesn't list them.
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

/** The libraries in the report's files, which the collector serves. */
const reportLibraries = ['d3-scale', 'd3-shape']

const read = file => JSON.parse(readFileSync(join(root, file), 'utf8'))

/** These packages and their dependencies. */
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
 * The bundled libraries and their dependencies.
 * @returns {string[]}
 */
export const bundledPackages = () => withTheirOwn(bundledLibraries)

/**
 * Everything that users get: the packages that npm installs with ours, and those in its files, including the report's.
 * @returns {string[]}
 */
export const installedPackages = () =>
  withTheirOwn([...Object.keys(read('package.json').dependencies), ...bundledLibraries, ...reportLibraries])
