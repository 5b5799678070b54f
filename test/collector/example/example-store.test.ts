import { expect, test, vi } from 'vitest'
import { createExample } from '../../../src/collector/example/example-store.ts'
import { now } from '../test-collector.ts'

// It starts a thread, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

test("the made-up shop's surveys are declared, and all of them counted", async () => {
  const example = createExample(() => now)
  const store = await example.open()

  const { known, undeclared } = await store.surveys()
  const tally = await store.tally()
  await example.close()

  expect(undeclared.responses).toBe(0)
  expect(known.length).toBeGreaterThan(0)
  expect(known.every(({ declared }) => declared)).toBe(true)
  expect(new Set(tally.map(({ survey }) => survey))).toEqual(new Set(known.map(({ survey }) => survey)))
})
