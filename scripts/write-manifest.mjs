// Writes dist/browser/manifest.json: each file with its size and its hash, for those who pin, mirror or check them.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'dist', 'browser')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map(name => name.replaceAll('\\', '/'))
  .filter(name => name.endsWith('.js'))
  .sort()
  .map(name => {
    const content = readFileSync(join(folder, name))
    const integrity = `sha256-${createHash('sha256').update(content).digest('base64')}`
    return [name, { bytes: content.length, integrity }]
  })

writeFileSync(
  join(folder, 'manifest.json'),
  `${JSON.stringify({ version, files: Object.fromEntries(files) }, null, 2)}\n`,
)
