import { ownOf } from '../browser/own.ts'
import type { EventHandler, WrittenOptions } from '../decision/page-context.ts'
import { begin, joinTag } from './begin.ts'
import { hearTrigger } from './hear.ts'
import { type LoaderState, stored } from './state.ts'
import { tellDecision, wakeDecision } from './wake.ts'

/** These need no page: they run before its options are there. */
const immediate: readonly unknown[] = ['options', 'identify', 'consent', 'on', 'destroy']

/** What `options`, `identify` or `consent` said may matter now. */
function applyChange(loader: LoaderState): void {
  if (!loader.isReady) return
  // The endpoint may be known only now.
  begin(loader)
  // Consent that is withdrawn erases, also on a page that sleeps. One of these stands wherever anything is kept.
  const mustErase =
    loader.statements.consent === false &&
    (loader.option('storage') ||
      ['seen', 'history', 'quietUntil', 'waiting', 'decisions'].some(name => stored(loader, name)))
  if (loader.decision || mustErase) tellDecision(loader, decision => decision.changed())
  // A visit may matter only now that the visitor is known.
  else hearTrigger(loader, 'visit', {}, 'visit')
}

/** What is said now, with the signature that was given before where `identify` names the same person without one. */
function stillSigned(before: unknown, said: unknown): unknown {
  const [old, now] = [ownOf(before), ownOf(said)]
  // biome-ignore lint/suspicious/noDoubleEquals: an id may be a number once and a text once.
  return old.signature && !now.signature && old.id == now.id ? ownOf(now, { signature: old.signature }) : said
}

/** Adds a handler of an event; returns what takes it off. */
function addHandler({ handlers }: LoaderState, event: unknown, handler: EventHandler): () => void {
  const entry = { event, handler }
  handlers.add(entry)
  return () => void handlers.delete(entry)
}

function destroy(loader: LoaderState): void {
  loader.isOver = true
  // Before the data layer is left: who wrapped it last lets go of it first.
  if (loader.sources) loader.sources.destroy()
  loader.presence.abort()
  if (loader.decision) tellDecision(loader, decision => decision.destroy())
}

/** Runs one of the page's commands, once the page's options are there. */
export function runCommand(
  loader: LoaderState,
  whenReady: Promise<unknown>,
  [command, first, second]: readonly unknown[],
): unknown {
  if (loader.isOver) return undefined
  if (!loader.isReady && !immediate.includes(command))
    return whenReady.then(() => runCommand(loader, whenReady, [command, first, second]))
  switch (command) {
    case 'options':
      Object.assign(loader.layers[2], first)
      return applyChange(loader)
    case 'identify':
    case 'consent':
      loader.statements[command] = stillSigned(loader.statements[command], first)
      return applyChange(loader)
    case 'trigger':
      return hearTrigger(loader, first as string, second, 'command')
    case 'tag':
      return joinTag(loader, first as WrittenOptions)
    case 'on':
      return addHandler(loader, first, second as EventHandler)
    case 'destroy':
      return destroy(loader)
    default:
      return wakeDecision(loader).then(decision => decision.run(command, first))
  }
}
