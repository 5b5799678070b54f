import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningCollector, startCollector, storedRevisions } from './collector.ts'
import { type Revisions, startVisitors } from './visitors.ts'

export interface Interruption {
  /** 'kill' is kill -9, 'stop' is what an operator does. */
  how: 'kill' | 'stop'
  times: number
  /** @default 16 */
  visitors?: number
  /** Hears of each, counted from 1. */
  onRound?: (round: number, sofar: Interrupted) => void
}

export interface Interrupted {
  /** Responses that visitors gave. */
  given: number
  /** Of these, accepted by a collector that was interrupted later. */
  accepted: number
  /** Messages that had to be sent again. */
  retries: number
  /** Accepted, and not there after the next start; or given, and not there in the end. */
  lost: number
  /** Answers that the report counts beyond those that were given. */
  twice: number
}

/** Each round ends after a random number of responses, and a random moment later: in the midst of anything. */
const mostResponses = 200
const longestMoment = 50

/** Interrupts a collector at random instants under load, restarts it on the same file, and checks what is there. */
export async function interrupt({ how, times, visitors = 16, onRound }: Interruption): Promise<Interrupted> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'howlikely-interrupted-'))
  let collector = await startCollector({ dataFolder })
  const port = Number(new URL(collector.url).port)
  const crowd = startVisitors(collector.url, visitors)
  const lost = new Set<string>()
  const figures = (accepted: number, twice = 0): Interrupted => ({
    given: crowd.given.size,
    accepted,
    retries: crowd.retries(),
    lost: lost.size,
    twice,
  })

  let accepted: Revisions = new Map()
  for (let round = 1; round <= times; round += 1) {
    await untilAccepted(crowd.accepted, crowd.accepted.size + Math.ceil(Math.random() * mostResponses))
    await new Promise(resolve => setTimeout(resolve, Math.random() * longestMoment))
    await (how === 'kill' ? collector.kill() : collector.stop())
    accepted = new Map(crowd.accepted)
    collector = await startCollector({ dataFolder, port })
    for (const id of missing(accepted, storedRevisions(dataFolder))) lost.add(id)
    onRound?.(round, figures(accepted.size))
  }

  await crowd.finish()
  const twice = (await countedAnswers(collector)) - crowd.given.size
  await collector.stop()
  for (const id of missing(crowd.given, storedRevisions(dataFolder))) lost.add(id)
  await rm(dataFolder, { recursive: true, force: true })
  return figures(accepted.size, Math.max(0, twice))
}

/** The ids of responses that are not kept, or not as far as they should be. */
export function missing(expected: Revisions, kept: Revisions): string[] {
  return [...expected].filter(([id, revision]) => (kept.get(id) ?? 0) < revision).map(([id]) => id)
}

async function untilAccepted(accepted: Revisions, many: number): Promise<void> {
  while (accepted.size < many) await new Promise(resolve => setTimeout(resolve, 5))
}

async function countedAnswers({ url, token }: RunningCollector): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  const report = await (await fetch(`${url}/api/report`, { headers })).json()
  return report.surveys.reduce((sum: number, { answers }: { answers: number }) => sum + answers, 0)
}
