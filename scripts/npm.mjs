import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const own = join(fileURLToPath(new URL('..', import.meta.url)), 'node_modules', '.bin')

/**
 * Runs npm and waits for it to end. This npm belongs to the caller's own Node, not to the one in node_modules.
 * @param {string[]} words
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
export function npm(words, options) {
  const path = (process.env.PATH || '').split(delimiter).filter(folder => folder !== own)
  return spawnSync('npm', words, {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    ...options,
    env: { ...process.env, PATH: path.join(delimiter), ...options.env },
  })
}
