import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sign, surveyLinks } from '../../docs/recipes/sign.mjs'
import { createSigner } from '../../src/links/create-signer.ts'
import { nameOf, type Vector, vectors } from './vectors.ts'

const recipes = join(import.meta.dirname, '..', '..', 'docs', 'recipes')

/** A recipe's two functions, called by a program in its own language; arguments and results travel as JSON. */
interface Recipe {
  name: string
  isHere: boolean
  run(...call: unknown[]): unknown
}

const works = (command: string, ...words: string[]) => spawnSync(command, words).status === 0

function runIn(command: string, code: string[], file: string, call: unknown[]): unknown {
  const { status, stdout, stderr } = spawnSync(command, [...code, file, JSON.stringify(call)])
  if (status !== 0) throw new Error(String(stderr))
  return JSON.parse(String(stdout))
}

const inPython = `import sys, json, os
sys.path.insert(0, os.path.dirname(sys.argv[1]))
import sign
name, *rest = json.loads(sys.argv[2])
print(json.dumps(getattr(sign, name)(*rest)))`

const inPhp = `require $argv[1];
[$name, $rest] = [json_decode($argv[2], true)[0], array_slice(json_decode($argv[2], true), 1)];
echo json_encode($name(...$rest));`

const hasPython = works('python3', '--version')
const hasPhp = works('php', '--version')

const all: Recipe[] = [
  {
    name: 'Node',
    isHere: true,
    run(name, secret, site, ...rest) {
      const call = name === 'sign' ? sign : surveyLinks
      return (call as (...words: unknown[]) => unknown)(secret, site, ...rest)
    },
  },
  {
    name: hasPython ? 'Python' : 'Python (skipped: python3 is not on this machine)',
    isHere: hasPython,
    run: (...call) => runIn('python3', ['-c', inPython], join(recipes, 'python/sign.py'), call),
  },
  {
    name: hasPhp ? 'PHP' : 'PHP (skipped: php is not on this machine)',
    isHere: hasPhp,
    run: (...call) => runIn('php', ['-r', inPhp, '--'], join(recipes, 'php/sign.php'), call),
  },
]

for (const { name, isHere } of all)
  test.skipIf(!isHere)(`the signing recipe for ${name} is tried on this machine`, () =>
    expect(isHere).toBe(true),
  )

describe.each(all.filter(({ isHere }) => isHere))('the signing recipe for $name', ({ run }) => {
  test.each(vectors.map(vector => [nameOf(vector), vector] as const))(
    'signs as openssl does: %s',
    (_name, { secret, site, purpose, subject, exp, signature }: Vector) => {
      expect(run('sign', secret, site, purpose, subject, exp)).toBe(signature)
    },
  )

  test('signs nothing that contains a line break', () => {
    expect(() => run('sign', 'x'.repeat(32), 'main', 'ref', ['a\nb', 'c'], 1)).toThrow(/line break/)
  })

  test('makes the links that the package makes', async () => {
    const secret = 'x'.repeat(32)
    const page = 'https://shop.example/feedback?lang=sv'
    const subject = { survey: 'support', ref: 'T-77 & co', respondent: 'åsa@exempel.se' }
    const signer = createSigner({ secret, now: () => 0 })
    const ours = await signer.links(page, subject)
    const name = run === all[0]?.run ? 'surveyLinks' : 'survey_links'

    const { survey, ref, respondent } = subject
    const theirs = run(name, secret, 'main', page, survey, ref, respondent, 30 * 86_400) as string[]

    const read = (url: string) => [...new URL(url).searchParams]
    expect(theirs.map(read)).toEqual(ours.map(({ url }) => read(url)))
    expect(theirs.map(url => url.split('?')[0])).toEqual(Array(11).fill('https://shop.example/feedback'))
  })
})

const hasOpenssl = works('openssl', 'version')

test.skipIf(!hasOpenssl)('the vectors are what openssl makes here and now', () => {
  const { stdout, status } = spawnSync('sh', [join(import.meta.dirname, 'make-vectors.sh')])

  expect(status).toBe(0)
  expect(JSON.parse(String(stdout))).toEqual(vectors)
})
