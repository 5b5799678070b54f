import { describe, expect, test } from 'vitest'
import { isInstalled, isRecentEnough } from '../../scripts/install.mjs'

const preact = { 'node_modules/preact': { version: '11.2.0' } }

describe('what is installed', () => {
  test('is right when every package has the version that the lock file wants', () => {
    expect(isInstalled({ '': {}, ...preact }, preact)).toBe(true)
  })

  test.each([
    ['nothing is installed', null],
    ['a package is missing', {}],
    ['a package is older', { 'node_modules/preact': { version: '11.1.0' } }],
    [
      'a package is there that the lock file does not know',
      { ...preact, 'node_modules/left': { version: '1.0.0' } },
    ],
  ])('is not right when %s', (_case, installed) => {
    expect(isInstalled({ '': {}, ...preact }, installed)).toBe(false)
  })

  test('is right without an optional package, which may be for another system', () => {
    const wanted = { ...preact, 'node_modules/esbuild-mac': { version: '1.0.0', optional: true } }

    expect(isInstalled(wanted, preact)).toBe(true)
  })

  test('is not right with an optional package in another version', () => {
    const wanted = { ...preact, 'node_modules/esbuild-mac': { version: '1.0.0', optional: true } }
    const installed = { ...preact, 'node_modules/esbuild-mac': { version: '0.9.0' } }

    expect(isInstalled(wanted, installed)).toBe(false)
  })
})

test.each([
  ['v20.20.2', false],
  ['v22.12.9', false],
  ['v22.13.0', true],
  ['v24.0.0', true],
])('Node %s is recent enough: %s', (version, expected) => {
  expect(isRecentEnough(version)).toBe(expected)
})
