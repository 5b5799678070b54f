import type { Shelf } from '../browser/environment.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { Stage } from './stage.ts'

/** A lease is renewed at half its life; a tab that crashed lets go when it ends. */
const life: Milliseconds = 10_000

/** Tabs of different processes hear of each other's writing within this time, as a rule. */
const settles: Milliseconds = 100

const none = () => undefined

/**
 * The right to show where no Web Lock can be held for long: a stamp in local storage does, as well as it can. Null where
 * another tab has it, or there are neither locks nor storage. A tab that crashed has it for 10 seconds at most.
 */
export async function takeLease(
  key: string,
  { local, now }: { local: Shelf; now(): Milliseconds },
  stage: Pick<Stage, 'claim' | 'later' | 'newId'>,
): Promise<(() => void) | null> {
  // Where there are locks after all, no two write at once.
  const settled = await stage.claim(key, true).catch(none)
  if (settled === null) return null
  const own = stage.newId(now())
  const read = () => `${local.get(key)}`.split('.')
  const isOwn = () => read()[1] === own
  const ahead = Number(read()[0]) - now()
  let stop = () => {}
  // A tab that slept for longer than its lease may find that another has it.
  const renew = () => {
    if (isOwn()) local.set(key, `${now() + life}.${own}`)
    stop = stage.later(life / 2, renew)
  }
  const isFree = !(ahead > 0 && ahead <= life)
  // What cannot be written is stood for by the lock after all.
  if (isFree && !local.set(key, `${now() + life}.${own}`)) return settled ?? null
  // Two that wrote at once both find what was written last.
  if (isFree)
    await new Promise<void>(resolve => {
      stage.later(settles, resolve)
    })
  settled?.()
  if (!isFree || !isOwn()) return null
  renew()
  return () => {
    stop()
    if (isOwn()) local.remove(key)
  }
}
