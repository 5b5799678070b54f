// `npm publish` runs this first: it refuses if package.json points elsewhere than to this clone's origin.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publishProblem } from './publish-problem.mjs'
import { stop } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const { stdout } = spawnSync('git', ['remote', 'get-url', 'origin'], { cwd: root, encoding: 'utf8' })

const problem = publishProblem(manifest, (stdout || '').trim())
if (problem) stop(problem)
