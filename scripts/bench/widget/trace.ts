/** The fields of an event in Chromium's trace that are read. */
interface TraceEvent {
  name: string
  /** Process and thread. */
  pid: number
  tid: number
  /** Microseconds. */
  ts: number
  /** From its start to its end. */
  dur?: number
  /** Microseconds of processor time for the thread, including the slow-down: less than `dur` if other programs ran. */
  tdur?: number
}

/**
 * The longest task of the thread that set a mark, starting with the task that set it, in processor time.
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
