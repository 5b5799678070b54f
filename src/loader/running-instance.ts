import { globalOf, ownOf } from '../browser/own.ts'

type Run = (...call: unknown[]) => unknown

/** The howlikely that runs on this page. Packages of other versions read these two names, so they never change. */
export interface RunningInstance {
  /** How it came to the page, worded for a sentence. */
  by: string
  run: Run
}

/** The key under which packages of every version find the one that runs on the page. */
const place = Symbol.for('howlikely')

type Marked = Document & { [place]?: RunningInstance }

/** The loader of a tag, but not a stub that only waits for one. */
const findTag = (): RunningInstance | null => {
  const howlikely = globalOf('howlikely')
  const isLoader = typeof howlikely === 'function' && !!ownOf<{ part?: unknown }>(howlikely).part
  return isLoader ? { by: 'a tag', run: howlikely as Run } : null
}

/** The howlikely that already runs here; null if none does. */
export const findRunningInstance = (): RunningInstance | null =>
  findTag() ?? (document as Marked)[place] ?? null

/** Warns once that there are two, and says what follows from that. */
export const warnAboutTwo = ({ by: source }: RunningInstance): void =>
  console.warn(
    `howlikely: this page has it already, by ${source}. That one asks, by its own options; what this one is told goes to it, too. Remove one of the two.`,
  )

/**
 * Notes that the package runs here. A tag that comes while the page loads is then warned about; both share the right to
 * show the one survey, so only one asks.
 * @returns a function that removes the note
 */
export function noteRunningInstance(version: string, run: Run): () => void {
  const marked = document as Marked
  marked[place] = { by: `the package, version ${version}`, run }
  const gone = new AbortController()
  const look = () => {
    if (findTag())
      console.warn(
        'howlikely: this page has both the package and a tag. Only one of them shows a survey at a time. Remove one of the two.',
      )
  }
  if (document.readyState !== 'complete') addEventListener('load', look, { signal: gone.signal })
  return () => {
    gone.abort()
    delete marked[place]
  }
}
