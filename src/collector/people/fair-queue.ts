/** Runs costly work a little at a time, so that nobody can keep the collector busy with nothing else. */
export interface FairQueue {
  /**
   * Runs some work when it is its client's turn. Null if too much work, of this client or in total, is waiting already.
   * @param isSuspect the client failed too often lately: its work mostly waits for that of others, and for other suspects'
   */
  run<Result>(client: string, isSuspect: boolean, work: () => Promise<Result>): Promise<Result> | null
}

interface Limits {
  /** Number of jobs that run at the same time. */
  atOnce: number
  mostOfClient: number
  mostOfAll: number
}

/** Two tries take 64 MiB; at a quarter of a second each, the last of two hundred waits half a minute. */
const usualLimits: Limits = { atOnce: 2, mostOfClient: 8, mostOfAll: 200 }

/** Every so many turns a suspect goes first: somebody who shares an address with one is slowed down but never shut out. */
const suspectsTurn = 4

interface Waiting {
  isSuspect: boolean
  begin: () => void
}

/** Clients take turns, however much work each has waiting. */
export function createFairQueue(limits: Limits = usualLimits): FairQueue {
  const { atOnce, mostOfClient, mostOfAll } = limits
  const waiting = new Map<string, Waiting[]>()
  let working = 0
  let suspectsWorking = 0
  let turn = 0
  const count = () => [...waiting.values()].reduce((sum, queue) => sum + queue.length, 0)

  const clientWith = (isSuspect: boolean): string | undefined => {
    // One suspect at a time, so that others always find a place.
    if (isSuspect && suspectsWorking > 0) return undefined
    for (const [client, [first]] of waiting) if (first?.isSuspect === isSuspect) return client
    return undefined
  }

  const next = () => {
    while (working < atOnce) {
      const suspectsFirst = (turn + 1) % suspectsTurn === 0
      const client = clientWith(suspectsFirst) ?? clientWith(!suspectsFirst)
      if (client === undefined) return
      turn += 1
      const [first, ...rest] = waiting.get(client) ?? []
      // Moves to the end of the round.
      waiting.delete(client)
      if (rest.length > 0) waiting.set(client, rest)
      first?.begin()
    }
  }

  return {
    run(client, isSuspect, work) {
      const own = waiting.get(client) ?? []
      if (own.length >= mostOfClient || count() >= mostOfAll) return null
      return new Promise((resolve, reject) => {
        const begin = () => {
          working += 1
          if (isSuspect) suspectsWorking += 1
          const end = () => {
            working -= 1
            if (isSuspect) suspectsWorking -= 1
            next()
          }
          work().then(resolve, reject).finally(end)
        }
        waiting.set(client, [...own, { isSuspect, begin }])
        next()
      })
    },
  }
}
