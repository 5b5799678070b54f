import type { Environment } from '../browser/environment.ts'
import { matchesPath } from '../eligibility/path.ts'
import type { Settings } from '../options/settings.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

/** Tells once that the address within this page has changed. Being told twice to watch for it is being told once. */
export type WatchAddress = (moved: () => void) => void

/** A page that draws itself anew may set its address a moment before or after. */
const settles: Milliseconds = 50

/** By the browser's own event; where it has none, a page that goes elsewhere draws itself anew. */
export const watchAddress: WatchAddress = moved => {
  const { navigation } = window as { navigation?: EventTarget }
  if (navigation) return navigation.addEventListener('currententrychange', moved, { once: true })
  const observer = new MutationObserver(() => {
    observer.disconnect()
    setTimeout(moved, settles)
  })
  observer.observe(document, { childList: true, subtree: true })
}

/** The pages on which nobody is asked: whatever waits there waits for another page. */
export function sparedPages(
  { page }: Pick<Environment, 'page'>,
  never: readonly string[],
  watch: WatchAddress,
): NonNullable<Settings['spares']> {
  return moved => {
    if (!never.some(pattern => matchesPath(pattern, page().path))) return null
    watch(moved)
    return 'never'
  }
}
