export interface RateLimit {
  /** Seconds until this client may send again; 0 if it may now, and then this message is counted. */
  take(client: string, now: number): number
  /** The same without counting. */
  wait(client: string, now: number): number
}

/** Most clients remembered; beyond that, the one counted longest ago is forgotten. */
const mostClients = 50_000

const minute = 60_000

/**
 * Allows `perMinute` at once, and as many per minute in the long run. It stores one instant per client, the one at which
 * its whole allowance is back (the generic cell rate algorithm), so a flood from many addresses takes a few megabytes at
 * most.
 */
export function createRateLimit(perMinute: number, most = mostClients): RateLimit {
  const cost = minute / perMinute
  const restedAt = new Map<string, number>()

  const wait = (client: string, now: number) =>
    // Rounded first: sums of fractions end up slightly off the whole number.
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
