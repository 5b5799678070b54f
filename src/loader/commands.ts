import { ownOf } from '../browser/own.ts'
import type { EventHandler, WrittenOptions } from '../decision/page-context.ts'
import { begin, joinTag } from './begin.ts'
import { hearTrigger } from './hear.ts'
import { type LoaderState, stored } from './state.ts'
import { tellDecision, wakeDecision } from './wake.ts'

/** These commands don't depend on the page's options, so they run before those are known. */
const immediate: readonly unknown[] = ['options', 'identify', 'consent', 'on', 'destroy']

/** Applies what `options`, `identify` or `consent` has changed. */
function applyChange(loader: LoaderState): void {
  if (!loader.isReady) return
  // Perhaps only this command gave the endpoint.
  begin(loader)
  // Withdrawn consent erases, even on a page that sleeps. If anything is stored, at least one of these entries exists.
  const mustErase =
    loader.statements.consent === false &&
    (loader.option('storage') ||
      ['seen', 'history', 'quietUntil', 'waiting', 'decisions'].some(name => stored(loader, name)))
  if (loader.decision || mustErase) tellDecision(loader, decision => decision.changed())
  // Now that the visitor is known, the visit may lead to a survey.
  else hearTrigger(loader, 'visit', {}, 'visit')
}

/** What is said now; if `identify` names the same person again without a signature, the earlier signature is kept. */
function stillSigned(before: unknown, said: unknown): unknown {
  const [old, now] = [ownOf(before), ownOf(said)]
  // biome-ignore lint/suspicious/noDoubleEquals: an id may be a number once and a text once.
  return old.signature && !now.signature && old.id == now.id ? ownOf(now, { signature: old.signature }) : said
}

/** Adds an event handler; returns a function that removes it. */
function addHandler({ handlers }: LoaderState, event: unknown, handler: EventHandler): () => void {
  const entry = { event, handler }
  handlers.add(entry)
  return () => void handlers.delete(entry)
}

function destroy(loader: LoaderState): void {
  loader.isOver = true
  // Before the data layer is released: wrappers must come off in reverse order.
  if (loader.sources) loader.sources.destroy()
  loader.presence.abort()
  if (loader.decision) tellDecision(loader, decision => decision.destroy())
}

/** Runs a command of the page, once the page's options are known. */
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
