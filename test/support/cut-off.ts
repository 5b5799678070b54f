import { spawn } from 'node:child_process'
import { bundledProgram } from './bundled-program.ts'

export interface Opening {
  /** 'cut off': it was killed before it was done. */
  how: 'opened' | 'cut off' | 'failed'
  /** Milliseconds from the first touch of the store until the end. */
  took: number
  said: string
}

/** Opens a store in a separate process, which is killed (kill -9) so many milliseconds after it has begun to. */
export async function open(place: string, killAfter: number | null = null): Promise<Opening> {
  const program = await bundledProgram('test/support/open-store.ts')
  const child = spawn(process.execPath, [program, place], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let begun = 0
  child.stderr.on('data', chunk => (said += chunk))
  child.stdout.on('data', chunk => {
    said += chunk
    if (begun > 0) return
    begun = performance.now()
    if (killAfter !== null) setTimeout(() => child.kill('SIGKILL'), killAfter)
  })
  const [code, signal] = await new Promise<[number | null, string | null]>(resolve =>
    child.once('close', (...how) => resolve(how)),
  )
  const how = said.includes('opened\n') ? 'opened' : signal === 'SIGKILL' ? 'cut off' : 'failed'
  return { how: code === 1 ? 'failed' : how, took: performance.now() - begun, said }
}

/** Cut off again and again at random instants, each time of a store as `make` makes it; then each is opened in peace. */
export async function cutOffs({
  times,
  dice,
  make,
}: {
  times: number
  /** From 0 to 1. */
  dice: () => number
  /** A store to be opened, in the state in which it is cut off. */
  make(): Promise<string>
}): Promise<{ cutOff: number; wrong: string[] }> {
  const { took, said, how } = await open(await make())
  if (how !== 'opened') throw new Error(`It doesn't open even in peace: ${said}`)
  const wrong: string[] = []
  let cutOff = 0
  for (let time = 0; time < times; time += 1) {
    const place = await make()
    const killAfter = dice() * took
    const first = await open(place, killAfter)
    if (first.how === 'cut off') cutOff += 1
    const second = await open(place)
    if (first.how === 'failed' || second.how !== 'opened') {
      wrong.push(`after ${killAfter.toFixed(1)} ms: ${first.said}${second.said}`)
    }
  }
  return { cutOff, wrong }
}
