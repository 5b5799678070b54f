import { check, conductor, sources } from 'virtual:parts'
import { type Howlikely, type Parts, startLoader } from '../loader/loader.ts'
import { createPartLoader } from './load-part.ts'

/**
 * Starts the loader on a page with the tag, and makes `window.howlikely` the commands. A second tag does nothing.
 * @param choose which parts come from files of their own
 */
export function startPage(choose: (parts: Parts) => Parts) {
  const page = window as { howlikely?: Howlikely }
  const earlier: Partial<Howlikely> = page.howlikely || {}
  if (earlier.part) return
  // Null later: only while a classic script runs does it know its own tag.
  const tag = document.currentScript as HTMLScriptElement | null
  const { part, load } = createPartLoader(tag)
  let run: ReturnType<typeof startLoader>
  const howlikely: Howlikely = (...call) => (run ? run(...call) : undefined)
  howlikely.part = part
  page.howlikely = howlikely
  run = startLoader(
    earlier.q || [],
    tag ? tag.dataset : {},
    choose({
      conductor: () => load('conductor', conductor),
      sources: () => load('sources', sources),
      check: () => load('check', check),
      load,
    }),
    () => {
      delete page.howlikely
    },
  )
}
