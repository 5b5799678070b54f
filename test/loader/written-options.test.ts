import { describe, expect, test } from 'vitest'
import { createWrittenLayers, isAwaited } from '../../src/loader/written-options.ts'

const triggers = ['checkout', 'support', 'visit', 'renewal']

/** The triggers that are listened for with these surveys. */
function awaitedWith(surveys?: unknown) {
  const written = createWrittenLayers({})
  if (surveys !== undefined) Object.assign(written.layers[2], { surveys })
  return triggers.filter(name => isAwaited(written, name))
}

describe('what a site listens for', () => {
  test.each<[unknown, string[]]>([
    [undefined, ['checkout', 'support']],
    [[{ id: 'one', trigger: 'visit' }], ['visit']],
    [[{ id: 'one', trigger: ['support', 'renewal'] }], ['support', 'renewal']],
    [{ checkout: { delay: '5s' } }, ['checkout', 'support']],
    [{ checkout: { trigger: 'renewal' } }, ['support', 'renewal']],
    [{ yearly: { trigger: 'visit' } }, ['checkout', 'support', 'visit']],
    [{ checkout: false }, ['support']],
    [[null, 'checkout'], []],
  ])('%j', (surveys, awaited) => {
    expect(awaitedWith(surveys)).toEqual(awaited)
  })
})

test('a rule of a survey that is named is one that the page has', () => {
  const written = createWrittenLayers({})
  Object.assign(written.layers[1], { surveys: { support: { minVisits: 2 } } })

  expect(written.hasAny(['minVisits'])).toBe(true)
  expect(written.hasAny(['minPages'])).toBe(false)
})

describe('a switch that was written', () => {
  const flagOf = (value: unknown, otherwise?: boolean) =>
    createWrittenLayers(value === undefined ? {} : { debug: value }).flag('debug', otherwise)

  test.each(['', 'true', '1', 'yes', 'debug', 'on', true])('%j is on', value => {
    expect(flagOf(value)).toBe(true)
  })

  test.each(['false', '0', 'no', 'off', 'False', false])('%j is off', value => {
    expect(flagOf(value, true)).toBe(false)
  })

  test('has its default if it is absent', () => {
    expect([flagOf(undefined), flagOf(undefined, true)]).toEqual([false, true])
  })
})
