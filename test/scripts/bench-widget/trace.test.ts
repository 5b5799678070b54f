import { expect, test } from 'vitest'
import { longestTaskAfter } from '../../../scripts/bench/widget/trace.ts'

const page = { pid: 7, tid: 1 }
const mark = { name: 'bench-trigger', ...page, ts: 5000 }
const task = (ts: number, dur: number, more = {}) => ({ name: 'RunTask', ...page, ts, dur, ...more })
const traceOf = (...traceEvents: object[]) => JSON.stringify({ traceEvents })

test('the longest task is one that ends after the mark, on the thread that set it', () => {
  const trace = traceOf(
    mark,
    task(1000, 3000), // Over before the mark.
    task(6000, 12_000),
    task(20_000, 8000),
    task(30_000, 70_000, { tid: 2 }),
    task(30_000, 70_000, { pid: 8 }),
    { ...task(30_000, 70_000), name: 'Layout' },
  )

  expect(longestTaskAfter('bench-trigger', trace)).toBe(12)
})

test('the task that sets the mark counts', () => {
  expect(longestTaskAfter('bench-trigger', traceOf(task(4000, 30_000), mark, task(40_000, 9000)))).toBe(30)
})

test('the turns of other programs do not count', () => {
  expect(longestTaskAfter('bench-trigger', traceOf(mark, task(6000, 90_000, { tdur: 20_000 })))).toBe(20)
})

test('a trace without the mark is an error', () => {
  expect(() => longestTaskAfter('bench-trigger', traceOf(task(0, 1)))).toThrow('no mark bench-trigger')
})
