import { createHowlikely, type Howlikely } from '../index.ts'
import type { Options } from '../options/options.ts'

const commands = [
  'options',
  'trigger',
  'identify',
  'consent',
  'show',
  'close',
  'explain',
  'on',
  'forget',
  'destroy',
] as const satisfies readonly (keyof Howlikely)[]

/** howlikely, kept running for as long as something on the page holds it. */
export interface Handle {
  /** The commands. The first call starts it, so that a component may call it before the one that holds it is mounted. */
  readonly howlikely: Howlikely
  /**
   * Starts it, and keeps it running until the returned function is called and nobody else holds it. If a framework removes
   * a component and puts it back at once, as React's StrictMode does, it keeps the same one.
   */
  hold(): () => void
}

/** Nothing happens until a command is called or somebody holds it; on a server nothing happens at all. */
export function createHandle(options: Options): Handle {
  let running: Howlikely | undefined
  let holders = 0
  const current = () => {
    running ??= createHowlikely(options)
    return running
  }
  function end(): void {
    if (holders > 0) return
    running?.destroy()
    running = undefined
  }
  return {
    howlikely: commandsBy(name => (current()[name] as (...details: unknown[]) => unknown).bind(current())),
    hold() {
      holders += 1
      current()
      return () => {
        holders -= 1
        queueMicrotask(end)
      }
    },
  }
}

const commandsBy = (find: (name: (typeof commands)[number]) => (...details: unknown[]) => unknown) =>
  Object.fromEntries(
    commands.map(name => [name, (...details: unknown[]) => find(name)(...details)]),
  ) as unknown as Howlikely // Each name is there.

/** For components with no provider above them: logs one sentence, and returns commands that do nothing. */
export function missing(giver: string): Howlikely {
  console.error(
    `howlikely: useHowlikely found no ${giver} above this component. Put one around it; until then its commands do nothing.`,
  )
  return createHandleToNothing().howlikely
}

/** Commands that do nothing, in the shape of the real ones. */
const createHandleToNothing = () => ({
  howlikely: commandsBy(name =>
    name === 'on' ? () => () => {} : name === 'forget' || name === 'explain' ? async () => {} : () => {},
  ),
})
