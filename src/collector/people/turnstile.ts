/** Lets costly work through, a little at a time, so that nobody can have the collector do nothing else. */
export interface Turnstile {
  /**
   * Does some work when it is its client's turn. Null where too much of this client's, or of all, waits already.
   * @param isSuspect the client was wrong too often lately: the work waits for that of others, mostly, and for its own kind
   */
  pass<Result>(client: string, isSuspect: boolean, work: () => Promise<Result>): Promise<Result> | null
}

interface Limits {
  /** Works at once. */
  atOnce: number
  mostOfClient: number
  mostOfAll: number
}

/** Two tries take 64 MiB; with a quarter of a second each, whoever comes last of two hundred waits half a minute. */
const usualLimits: Limits = { atOnce: 2, mostOfClient: 8, mostOfAll: 200 }

/** One turn of so many is a suspect's first: whoever shares an address with one is slowed, and never shut out. */
const suspectsTurn = 4

interface Waiting {
  isSuspect: boolean
  begin: () => void
}

/** Turns go round the clients, however much each has waiting. */
export function createTurnstile(limits: Limits = usualLimits): Turnstile {
  const { atOnce, mostOfClient, mostOfAll } = limits
  const waiting = new Map<string, Waiting[]>()
  let working = 0
  let suspectsWorking = 0
  let turn = 0
  const count = () => [...waiting.values()].reduce((sum, queue) => sum + queue.length, 0)

  const clientWith = (isSuspect: boolean): string | undefined => {
    // One at a time, so that others always find a place.
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
      // To the end of the round.
      waiting.delete(client)
      if (rest.length > 0) waiting.set(client, rest)
      first?.begin()
    }
  }

  return {
    pass(client, isSuspect, work) {
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
