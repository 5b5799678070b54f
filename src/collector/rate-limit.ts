export interface RateLimit {
  /** Seconds until this client may send again; 0 where it may now, and then this one is counted. */
  take(client: string, now: number): number
  /** The same, and nothing is counted. */
  wait(client: string, now: number): number
}

/** So many clients are remembered; beyond, the one that was counted longest ago is forgotten. */
const mostClients = 50_000

const minute = 60_000

/**
 * At most `perMinute` at once, and as many in each minute on the long run. Per client one instant is kept, that at
 * which it has its whole allowance back (the generic cell rate algorithm), so that a flood from many addresses takes
 * a few megabytes at most.
 */
export function createRateLimit(perMinute: number, most = mostClients): RateLimit {
  const cost = minute / perMinute
  const restedAt = new Map<string, number>()

  const wait = (client: string, now: number) =>
    // Rounded first: sums of fractions end a little beside the whole.
    Math.max(0, Math.ceil(Math.round((restedAt.get(client) ?? 0) + cost - minute - now) / 1000))

  return {
    wait,
    take(client, now) {
      const seconds = wait(client, now)
      if (seconds > 0) return seconds
      const rested = Math.max(restedAt.get(client) ?? 0, now) + cost
      restedAt.delete(client)
      restedAt.set(client, rested)
      for (const oldest of restedAt.keys()) {
        if (restedAt.size <= most) break
        restedAt.delete(oldest)
      }
      return 0
    },
  }
}
