import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Used } from './collector-server.ts'
import type { Load } from './load.ts'

/** Collectors that are measured together, each in a process of its own. */
export interface Contender {
  name: string
  collectors: number
  /** Their kind of store, as `collector-server.ts` names it. */
  kind: string
  ports: readonly number[]
  /** What each of them has used so far. */
  used(): Promise<readonly Used[]>
  stop(): Promise<void>
}

export interface Round extends Load {
  /** Responses a second. */
  rate: number
  /** Microseconds of processor time that the collectors used for each response. */
  cpu: number
}

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** In milliseconds; slower contenders are measured by what they have done by then. */
const longestRound = 20_000

/** @param place the folder or the database in which they keep responses */
export async function startContender({
  name,
  collectors,
  kind,
  place,
}: {
  name: string
  collectors: number
  kind: string
  place: string
}): Promise<Contender> {
  const processes: ChildProcess[] = []
  const ports: number[] = []
  for (let number = 0; number < collectors; number += 1) {
    const server = fork(pathOf('collector-server.ts'), [kind, place])
    const [{ port }] = await once(server, 'message')
    processes.push(server)
    ports.push(port)
  }
  return {
    name,
    collectors,
    kind,
    ports,
    used: () => Promise.all(processes.map(askUsed)),
    async stop() {
      await Promise.all(
        processes.map(async server => {
          const ended = once(server, 'exit')
          server.disconnect()
          await ended
        }),
      )
    },
  }
}

const cpuOf = (all: readonly Used[]): number => all.reduce((sum, { cpu }) => sum + cpu, 0)

async function askUsed(server: ChildProcess): Promise<Used> {
  server.send('used')
  const [answer] = await once(server, 'message')
  return answer
}

/** Sends a number of responses, spread over all its collectors. */
export async function measureRound(
  contender: Contender,
  { responses, connections }: { responses: number; connections: number },
): Promise<Round> {
  const before = cpuOf(await contender.used())
  const words = [contender.ports.join(), responses, connections, longestRound].map(String)
  const load = fork(pathOf('load.ts'), words)
  const [answer]: Load[] = await Promise.race([
    once(load, 'message'),
    once(load, 'exit').then(() => {
      throw new Error(`${contender.name}: the load generator ended early; see above.`)
    }),
  ])
  if (!answer) throw new Error('The load generator reported nothing.')
  const after = cpuOf(await contender.used())
  return {
    ...answer,
    rate: (1000 * answer.accepted) / answer.took,
    cpu: (after - before) / answer.accepted,
  }
}
