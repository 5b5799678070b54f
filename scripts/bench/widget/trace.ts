/** What is read of an event in a trace of Chromium's. */
interface TraceEvent {
  name: string
  /** Process and thread. */
  pid: number
  tid: number
  /** Microseconds. */
  ts: number
  /** From its start to its end. */
  dur?: number
  /** What the thread had of the processor, the slow-down included: less than `dur` where other programs had a turn. */
  tdur?: number
}

/**
 * The longest task of the thread that set a mark, from the task that set it on, by the processor's time.
 * @param trace as Chromium writes it
 * @returns milliseconds
 */
export function longestTaskAfter(mark: string, trace: string): number {
  const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(trace)
  const set = traceEvents.find(({ name }) => name === mark)
  if (!set) throw new Error(`The trace has no mark ${mark}.`)
  const tasks = traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === set.pid && tid === set.tid)
    .filter(({ ts, dur = 0 }) => ts + dur >= set.ts)
  return Math.max(...tasks.map(({ dur = 0, tdur = dur }) => tdur)) / 1000
}
