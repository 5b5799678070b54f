import type { UpdatedStore } from './store.ts'

/** Milliseconds until the next try if the store cannot be used now. */
const patience = 30_000

export interface Filling {
  /** Says that there is something to fill in again. */
  again(): void
  stop(): Promise<void>
}

/** Milliseconds until the next check for new responses. */
const shortRest = 500

/** Fills in and counts new responses for as long as the store is open. */
export function keepFollowing(store: Pick<UpdatedStore, 'fill'>): Filling {
  let isStopped = false
  let wake = () => {}
  const rest = (milliseconds: number) =>
    new Promise<void>(resolve => {
      wake = resolve
      setTimeout(resolve, milliseconds).unref()
    })

  const run = async () => {
    while (!isStopped) {
      try {
        const mayBeMore = await store.fill()
        if (!mayBeMore && !isStopped) await rest(shortRest)
      } catch {
        // Ignored: the next request that stores something gets the error.
        if (!isStopped) await rest(patience)
      }
    }
  }
  const running = run()

  return {
    again: () => wake(),
    async stop() {
      isStopped = true
      wake()
      await running
    },
  }
}

/** Fills in what is left, batch by batch; the store serves other requests in between. */
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
        // Ignored: the next request that stores something gets the error.
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
