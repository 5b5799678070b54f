import type { Milliseconds } from '../../src/time/milliseconds.ts'
import { noon } from '../eligibility/situations.ts'

/** A clock that is set by hand, with its timers. */
export interface Clock {
  now(): Milliseconds
  /** Runs an action later; returns what cancels it. */
  later(delay: Milliseconds, action: () => void): () => void
  /** Goes on to the next timer, if one runs out by an instant, and runs it; false if none does. */
  goOn(until?: Milliseconds): Promise<boolean>
  /** Time passes: every timer that runs out in it does. */
  pass(time: Milliseconds): Promise<void>
}

/** Everything that has been begun and needs no time is done. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setTimeout(resolve))
}

/** @param settle waits for everything that a timer has started */
export function aClock(start: Milliseconds = noon, settle: () => Promise<unknown> = settled): Clock {
  const timers = new Set<{ at: Milliseconds; action: () => void }>()
  let now = start

  /** The timer that runs out first; of several, the one that was set first. */
  function nextTimer() {
    let next: { at: Milliseconds; action: () => void } | undefined
    for (const timer of timers) if (!next || timer.at < next.at) next = timer
    return next
  }

  async function goOn(until = Number.POSITIVE_INFINITY): Promise<boolean> {
    const next = nextTimer()
    if (!next || next.at > until) return false
    timers.delete(next)
    now = Math.max(now, next.at)
    next.action()
    await settle()
    return true
  }

  return {
    now: () => now,
    later(delay, action) {
      const timer = { at: now + Math.max(0, delay), action }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    goOn,
    async pass(time) {
      const end = now + time
      await settle()
      while (await goOn(end));
      now = end
    },
  }
}
