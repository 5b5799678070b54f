import { expect, test } from 'vitest'
import { groups, simulate } from './simulation.ts'

const lawful = groups.filter(({ lawless }) => !lawless)

test.each(lawful)('over two years no rule is broken that the browser could know of: $name', group => {
  const { askings, judged, broken } = simulate(group, { visitors: 60, seed: 7 })

  expect(broken).toBe(0)
  if (group.storage === 'none' && !group.withoutMemory) expect(askings).toBe(0)
  else expect(judged).toBeGreaterThan(100)
})

test.each(
  groups.filter(
    ({ keptForDays, storage }) => keptForDays === Number.POSITIVE_INFINITY && storage === 'local',
  ),
)(
  'what is kept for good makes up for everything but private windows and no rules: $name',
  ({ privately, lawless, ...group }) => {
    const { forgotten } = simulate({ ...group, privately: 0 }, { visitors: 30, seed: 8 })

    expect(forgotten).toBe(0)
  },
)

test.each([
  'local storage, private windows',
  'local storage, Safari',
  'session storage',
  'none, asks without',
])('what a browser has forgotten is seen by the judge: %s', name => {
  const group = groups.find(one => one.name === name)
  if (!group) throw new Error('no such group')

  expect(simulate(group, { visitors: 60, seed: 9 }).forgotten).toBeGreaterThan(0)
})

test('without rules the judge sees that most askings break some', () => {
  const group = groups.find(({ lawless }) => lawless)
  if (!group) throw new Error('no such group')

  const { judged, broken } = simulate(group, { visitors: 30, seed: 10 })

  expect(broken / judged).toBeGreaterThan(0.5)
})
