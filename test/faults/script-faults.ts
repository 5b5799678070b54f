import type { ScriptHost } from '../support/script-host.ts'
import type { Beginning, ScriptFault } from './schedule.ts'

/** A fault of the scripts' host that waits for its moment. */
export interface FailingScripts {
  /** The visit has come so far. */
  reached(moment: Beginning): void
  /** The name of the fault, once it has begun. */
  begun(): string | null
  /** All scripts come again; resolves when the host is up. */
  stop(): Promise<void>
}

/** @param inject hears of the fault when it begins */
export function failScripts(
  host: ScriptHost,
  fault: ScriptFault | null,
  inject: (name: string) => void,
): FailingScripts {
  let timer: NodeJS.Timeout | undefined
  let isDue = false
  let name: string | null = null
  /** What the host was told last: it goes up only after it has gone down. */
  let told = Promise.resolve()

  const end = () => {
    told = told.then(() => host.listen())
  }
  const begin = ({ does, place, lasts }: ScriptFault) => {
    name = `scripts: ${does}`
    inject(name)
    if (does === 'connections refused') told = told.then(() => host.refuse())
    else host.serve(at => (place === null || at === place ? does : 'as built'))
    timer = setTimeout(end, lasts)
  }

  return {
    reached(moment) {
      if (!fault || isDue || fault.from !== moment) return
      isDue = true
      if (fault.after) timer = setTimeout(begin, fault.after, fault)
      else begin(fault)
    },
    begun: () => name,
    async stop() {
      clearTimeout(timer)
      end()
      await told
    },
  }
}
