import type { UpdatedStore } from './store.ts'

/** Milliseconds until the next try, where a store cannot be used now. */
const patience = 30_000

export interface Filling {
  /** There is something to fill in again. */
  again(): void
  stop(): Promise<void>
}

/** Fills in what is left, a batch after the other, and in between the store does what else it is asked. */
export function keepFilling(store: Pick<UpdatedStore, 'fill'>): Filling {
  let isStopped = false
  let wake = () => {}
  const rest = () =>
    new Promise<void>(resolve => {
      wake = resolve
      setTimeout(resolve, patience).unref()
    })

  const run = async () => {
    while (!isStopped) {
      try {
        if (!(await store.fill())) return
      } catch {
        // Whoever stores next learns what is wrong.
        if (!isStopped) await rest()
      }
    }
  }
  let running = run()

  return {
    again() {
      running = running.then(run)
    },
    async stop() {
      isStopped = true
      wake()
      await running
    },
  }
}
