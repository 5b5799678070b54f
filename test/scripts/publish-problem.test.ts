import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { publishProblem } from '../../scripts/publish-problem.mjs'

const manifest = {
  repository: { url: 'git+https://git.example/shop/howlikely.git' },
  homepage: 'https://git.example/shop/howlikely#readme',
  bugs: { url: 'https://git.example/shop/howlikely/issues' },
}

test.each([
  'https://git.example/shop/howlikely.git',
  'https://git.example/shop/howlikely',
  'git@git.example:shop/howlikely.git',
  'ssh://git@git.example:22/shop/howlikely.git',
  'https://somebody:word@git.example/Shop/howlikely/',
])('a clone of %s may publish', origin => expect(publishProblem(manifest, origin)).toBeNull())

test('a homepage of its own may be elsewhere', () =>
  expect(
    publishProblem(
      { ...manifest, homepage: 'https://howlikely.example' },
      'git@git.example:shop/howlikely.git',
    ),
  ).toBeNull())

test.each([
  ['https://git.example/fork/howlikely', manifest, /repository is .*, homepage is .*, bugs is /],
  ['https://git.example/shop/howlikely-2', manifest, /repository is .*, homepage is .*, bugs is /],
  ['https://other.example/shop/howlikely', manifest, /repository is .*, homepage is .*, bugs is /],
  [
    'git@git.example:shop/howlikely.git',
    { ...manifest, bugs: {} },
    /In package\.json bugs is missing; this clone/,
  ],
  [
    'git@git.example:shop/howlikely.git',
    { ...manifest, homepage: 'https://git.example/guess/howlikely' },
    /json homepage is https/,
  ],
  ['', manifest, /no remote "origin"/],
])('a clone of "%s" that is told to be elsewhere may not', (origin, manifest, sentence) =>
  expect(publishProblem(manifest, origin)).toMatch(sentence),
)

test('what npm runs before it publishes ends with a sentence while nobody has confirmed the address', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../../scripts/prepublish.mjs')],
    {
      encoding: 'utf8',
      // A folder that is no clone of anything.
      env: { ...process.env, GIT_DIR: '/nowhere' },
    },
  )

  expect(status).toBe(1)
  expect(stderr).toMatch(/^.*This clone has no remote "origin"/)
})
