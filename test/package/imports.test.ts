import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeEntries, packageEntries } from '../../scripts/package-entries.mjs'
import { filesOfApp } from '../docs/pages.ts'
import { createProject, type Project } from '../support/installed.ts'

const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc')

/** The exports that each import must have. */
const names = {
  howlikely: 'createHowlikely',
  'howlikely/schema': 'OptionsSchema',
  'howlikely/score': 'scoreOf',
  'howlikely/links': 'createSigner',
  'howlikely/collector': 'createCollector',
}

const imports = Object.entries(names)
  .map(([from, name]) => `import { ${name} } from '${from}'`)
  .join('\n')

const typed = `${imports}
import 'howlikely/element'
import type { Duration, EventDetails, Options, ResponseRecord } from 'howlikely'

const wait: Duration = '30d'
const options: Options = { endpoint: '/responses', waitBetween: wait }
const howlikely = createHowlikely(options)
howlikely.on('answered', (record: ResponseRecord) => record.score satisfies number | null)
howlikely.on('problem', ({ message }: EventDetails['problem']) => message satisfies string)
// @ts-expect-error A duration has a unit.
createHowlikely({ endpoint: '/responses', waitBetween: '30 days' })
// @ts-expect-error There is no such event.
howlikely.on('answer', () => {})
const element = document.querySelector('how-likely')
if (element) element.options = { company: 'Acme' }
element?.howlikely?.trigger('checkout')
export const others = [OptionsSchema, scoreOf, createSigner, createCollector]
`

let project: Project

beforeAll(() => {
  project = createProject({ react: 'react', '@types/react': '@types/react', csstype: 'csstype' })
})
afterAll(() => project.remove())

test('every import of the package is tried here', () => {
  const entries = Object.keys({ ...packageEntries, ...nodeEntries }) // Those of frameworks: frameworks.test.ts.

  expect(Object.keys(names)).toEqual(
    entries.map(name => (name === 'index' ? 'howlikely' : `howlikely/${name}`)),
  )
})

describe('in plain Node', () => {
  const run = (file: string, content: string) => {
    const { stdout, stderr } = spawnSync(process.execPath, [project.write(file, content)], {
      encoding: 'utf8',
    })
    return { stdout: stdout.trim(), stderr }
  }
  /** The kind of each export, and the result of a call without a page. */
  const look = `
    console.log([${Object.values(names).map(name => `typeof ${name}`)}].join())
    const howlikely = createHowlikely({ endpoint: '/responses' })
    howlikely.trigger('checkout', { ref: 'A-1042' })
    howlikely.show()
    howlikely.on('answered', () => {})()
    howlikely.destroy()`
  const seen = { stdout: 'function,object,function,function,function', stderr: '' }

  test('modules import it, and nothing happens', () => {
    expect(run('app.mjs', `${imports}\n${look}`)).toEqual(seen)
  })

  test('CommonJS requires it, and nothing happens', () => {
    const required = Object.entries(names).map(([from, name]) => `const { ${name} } = require('${from}')`)

    expect(run('app.cjs', `${required.join('\n')}\n${look}`)).toEqual(seen)
  })

  test('both read its other files', () => {
    const { stdout } = run(
      'files.cjs',
      `const schema = require('howlikely/howlikely.schema.json')
       const { version } = require('howlikely/package.json')
       const path = require.resolve('howlikely/browser/howlikely.js')
       console.log(schema.title, version, require('node:fs').existsSync(path))`,
    )

    expect(stdout).toMatch(/^A response of howlikely \d+\.\d+\.\d+ true$/)
  })
})

test('its command runs', () => {
  // First seen: a build that left out all that only acts ended at once, and without a word.
  const program = join(project.folder, 'node_modules/howlikely/dist/command/howlikely.js')
  const { status, stdout } = spawnSync(process.execPath, [program, '--help'], { encoding: 'utf8' })

  expect(status).toBe(0)
  expect(stdout).toMatch(/^howlikely: /)
})

describe('in TypeScript', () => {
  /** Also what the package's own types say, in each way of compiling. */
  const compile = (file: string, module: string, moduleResolution: string) => {
    const config = {
      compilerOptions: {
        module,
        moduleResolution,
        target: 'es2022',
        lib: ['es2023', 'dom', 'dom.iterable'],
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
        jsx: 'react-jsx',
      },
      files: [file],
    }
    const place = project.write(`tsconfig.${module}.${file}.json`, JSON.stringify(config))
    return spawnSync(process.execPath, [compiler, '-p', place], { encoding: 'utf8' }).stdout
  }

  beforeAll(() => {
    for (const file of ['app.mts', 'app.cts', 'app.ts']) project.write(file, typed)
  })

  test.each([
    ['a module', 'app.mts', 'node16', 'node16'],
    ['CommonJS', 'app.cts', 'node16', 'node16'],
    ['a bundled page', 'app.ts', 'esnext', 'bundler'],
  ])(
    '%s compiles against it, its own types included, and is told of mistakes',
    (_what, file, module, how) => {
      expect(compile(file, module, how)).toBe('')
    },
  )

  test('a React app accepts <how-likely> with the types in the docs, and reports mistakes', () => {
    const { 'how-likely.d.ts': told = '' } = filesOfApp('An element, in any framework or none')
    project.write('how-likely.ts', told)
    project.write(
      'app.tsx',
      `import './how-likely.js'
       const survey = <how-likely endpoint="/responses" survey="checkout" data-ref="A-1042" options={{ delay: '0s' }} />
       // @ts-expect-error A duration has a unit.
       export default [survey, <how-likely options={{ delay: 'soon' }} />]`,
    )

    expect(compile('app.tsx', 'esnext', 'bundler')).toBe('')
  })
})

test('installing it also installs Preact, its signals and zod, and nothing else', () => {
  const manifest = JSON.parse(
    readFileSync(join(project.folder, 'node_modules/howlikely/package.json'), 'utf8'),
  )
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'))

  const direct = Object.keys(manifest.dependencies)
  expect(direct).toEqual(['@preact/signals', '@preact/signals-core', 'preact', 'zod'])
  for (const name of direct) {
    const further = Object.keys(lock.packages[`node_modules/${name}`].dependencies ?? {})
    expect(direct).toEqual(expect.arrayContaining(further))
  }
})
