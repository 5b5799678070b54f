import { expect, test, vi } from 'vitest'
import { groups, simulate } from './simulation.ts'

// Two years of many visitors take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const lawful = groups.filter(({ lawless }) => !lawless)

test.each(lawful)('over two years no rule is broken that the browser could know of: $name', group => {
  const { askings, judged, broken } = simulate(group, { visitors: 60, seed: 7 })

  expect(broken).toBe(0)
  if (group.storage === 'none' && !group.withoutMemory) expect(askings).toBe(0)
  else expect(judged).toBeGreaterThan(100)
})

const groupNamed = (name: string) => {
  const group = groups.find(one => one.name === name)
  if (!group) throw new Error(`no such group: ${name}`)
  return group
}

test.each(['local storage', 'local storage, wrong clocks'])(
  'what is kept for good is not forgotten: %s',
  name => {
    expect(simulate(groupNamed(name), { visitors: 60, seed: 8 })).toMatchObject({ forgotten: 0 })
  },
)

test.each([
  'local storage, private windows',
  'local storage, Safari',
  'session storage',
  'none, asks without',
])('what a browser has forgotten is seen by the judge: %s', name => {
  expect(simulate(groupNamed(name), { visitors: 60, seed: 9 }).forgotten).toBeGreaterThan(0)
})

test('without rules the judge sees that most askings break some', () => {
  const { judged, broken } = simulate(groupNamed('(no rules at all)'), { visitors: 8, seed: 10 })

  expect(broken / judged).toBeGreaterThan(0.5)
})
