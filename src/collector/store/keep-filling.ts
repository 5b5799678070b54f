import type { UpdatedStore } from './store.ts'

/** Milliseconds until the next try, where a store cannot be used now. */
const patience = 30_000

/** Fills in what an update has left, a batch after the other, and in between the store does what else it is asked. */
export function keepFilling(store: Pick<UpdatedStore, 'fill'>): { stop(): Promise<void> } {
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
  const running = run()

  return {
    async stop() {
      isStopped = true
      wake()
      await running
    },
  }
}
