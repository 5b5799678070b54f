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

/** howlikely for as long as something on the page holds it. */
export interface Handle {
  /** The commands. The first call starts it, so that a component may call before the one that holds it is there. */
  readonly howlikely: Howlikely
  /**
   * Starts it, and keeps it until the function that this returns is called, and nobody else holds it. A framework that takes
   * a component away and puts it back at once, as React's StrictMode does, keeps the same one.
   */
  hold(): () => void
}

/** Nothing happens before a command is called or somebody holds it; on a server nothing at all. */
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

/** Where no component above gives one: one sentence, and commands that do nothing. */
export function missing(giver: string): Howlikely {
  console.error(
    `howlikely: useHowlikely found no ${giver} above this component. Put one around it; until then its commands do nothing.`,
  )
  return createHandleToNothing().howlikely
}

/** Commands that do nothing, in the shape of those that do. */
const createHandleToNothing = () => ({
  howlikely: commandsBy(name =>
    name === 'on' ? () => () => {} : name === 'forget' || name === 'explain' ? async () => {} : () => {},
  ),
})
