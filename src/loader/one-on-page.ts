import { globalOf, ownOf } from '../browser/own.ts'

type Run = (...call: unknown[]) => unknown

/** What runs howlikely on this page. */
export interface OnPage {
  /** For a sentence: by what it came. */
  by: string
  run: Run
}

/** Packages of every version know the page's one by it. */
const place = Symbol.for('howlikely')

type Marked = Document & { [place]?: OnPage }

/** A tag's loader, and no stub that only waits for one. */
const tagOnPage = (): OnPage | null => {
  const howlikely = globalOf('howlikely')
  const isLoader = typeof howlikely === 'function' && !!ownOf<{ part?: unknown }>(howlikely).part
  return isLoader ? { by: 'a tag', run: howlikely as Run } : null
}

/** What runs here already; null where nothing does. */
export const findOnPage = (): OnPage | null => tagOnPage() ?? (document as Marked)[place] ?? null

/** Says once that there are two, and what comes of it. */
export const tellOfTwo = ({ by }: OnPage): void =>
  console.warn(
    `howlikely: this page has it already, by ${by}. That one asks, by its own options; what this one is told goes to it, too. Remove one of the two.`,
  )

/**
 * Notes that the package runs here. A tag that comes while the page loads is told of: the right to show the one survey is the
 * same for both, so that only one asks.
 * @returns takes the note away
 */
export function noteOnPage(version: string, run: Run): () => void {
  const marked = document as Marked
  marked[place] = { by: `the package, version ${version}`, run }
  const gone = new AbortController()
  const look = () => {
    if (tagOnPage())
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
