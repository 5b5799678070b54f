import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Used } from './collector-server.ts'
import type { Load } from './load.ts'

/** Collectors that are measured together, each a process of its own. */
export interface Contender {
  name: string
  collectors: number
  /** What they keep responses in, as `collector-server.ts` names it. */
  kind: string
  ports: readonly number[]
  /** What each of them uses. */
  used(): Promise<readonly Used[]>
  stop(): Promise<void>
}

export interface Round extends Load {
  /** Responses a second. */
  rate: number
  /** Microseconds of processor time that the collectors used for one. */
  cpu: number
}

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Milliseconds; whoever is slower than this is measured by what it did so far. */
const longestRound = 20_000

/** @param place the folder, or the database, that they keep responses in */
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

/** Sends so many responses, spread over all of its collectors. */
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
