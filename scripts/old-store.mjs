// Makes a store as an earlier version wrote it, for the tests of updates: takes that version's sources from the
// repository's history, runs its collector in a folder of its own, and sends it the records in
// test/collector/stores/records.json.
// Usage: node scripts/old-store.mjs <commit> <file>
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { say, stop } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [commit, file] = process.argv.slice(2)
if (!commit || !file) stop('Which commit, and into which file? node scripts/old-store.mjs 4827f88 old.sqlite')

const folder = mkdtempSync(join(tmpdir(), 'howlikely-old-'))
execFileSync('sh', ['-c', 'git archive "$1" | tar -x -C "$2"', 'sh', commit, folder], { cwd: root })
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
const dataFolder = join(folder, 'data')
mkdirSync(dataFolder)

const collector = spawn(process.execPath, [join(folder, 'src', 'collector', 'main.ts')], {
  env: {
    ...process.env,
    PORT: '0',
    DATA_FOLDER: dataFolder,
    HOWLIKELY_SECRET: 'a secret of thirty-two letters !',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const ended = new Promise(resolve => collector.once('exit', resolve))
const url = await new Promise(resolve => {
  let said = ''
  collector.stdout.on('data', chunk => {
    said += chunk
    const found = /(http\S+\/responses)/.exec(said)?.[1]
    if (found) resolve(found)
  })
})
for (const record of JSON.parse(
  readFileSync(join(root, 'test', 'collector', 'stores', 'records.json'), 'utf8'),
)) {
  const headers = { 'content-type': 'text/plain' }
  const { status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(record) })
  if (status !== 204) stop(`${commit} answers ${status} to ${record.id}.`)
}
collector.kill('SIGTERM')
await ended

const database = new DatabaseSync(join(dataFolder, 'howlikely.sqlite'))
database.exec('pragma journal_mode = delete')
database.exec('vacuum')
database.close()
if (existsSync(file)) rmSync(file)
cpSync(join(dataFolder, 'howlikely.sqlite'), file)
rmSync(folder, { recursive: true })
say(`${file} is a store as ${commit} wrote it.`)
