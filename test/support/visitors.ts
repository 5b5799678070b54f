import type { ResponseRecord } from '../../src/protocol/response.ts'
import { aResponse } from '../collector/a-response.ts'

/** The visitors' answers: the highest revision of each response, by its id. */
export type Revisions = ReadonlyMap<string, number>

export interface Visitors {
  /** All that was sent at least once. */
  given: Revisions
  /** All that was answered with 204. */
  accepted: Revisions
  /** How often a message had to be sent again. */
  retries(): number
  /** Keeps everyone from beginning again; resolves when everything that was given is accepted. */
  finish(): Promise<void>
}

/** Milliseconds; the widget's are a hundred times as long, and grow as fast. */
const shortestWait = 10
const longestWait = 500

/**
 * So many visitors, each of whom answers one survey after another: first a score, then the answer. Each message is sent
 * until it is accepted, as the widget does.
 */
export function startVisitors(url: string, visitors: number): Visitors {
  const given = new Map<string, number>()
  const accepted = new Map<string, number>()
  let retries = 0
  let isOver = false

  const deliver = async (record: ResponseRecord) => {
    given.set(record.id, record.revision)
    for (let tries = 0; !(await isAccepted(url, record)); tries += 1) {
      retries += 1
      const wait = Math.random() * Math.min(longestWait, shortestWait * 2 ** tries)
      await new Promise(resolve => setTimeout(resolve, wait))
    }
    accepted.set(record.id, record.revision)
  }
  const visit = async () => {
    while (!isOver) {
      const answer = aResponse()
      await deliver({ ...answer, revision: 2, state: 'scored', endedBy: null, endedAt: null, reason: null })
      await deliver(answer)
    }
  }
  const all = Promise.all(Array.from({ length: visitors }, visit))

  return {
    given,
    accepted,
    retries: () => retries,
    async finish() {
      isOver = true
      await all
    },
  }
}

async function isAccepted(url: string, record: ResponseRecord): Promise<boolean> {
  try {
    const headers = { 'content-type': 'text/plain' }
    const body = JSON.stringify(record)
    const answer = await fetch(`${url}/responses`, { method: 'POST', headers, body })
    await answer.text()
    return answer.status === 204
  } catch {
    // Refused, or broken off: whether it was stored nobody knows, so it is sent again.
    return false
  }
}
