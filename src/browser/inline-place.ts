/** The document's key for the place. It is shared, since each of the package's files has its own copy of this one. */
const key = Symbol.for('howlikely.place')

type Marked = Document & { [key]?: Element }

/** Notes where inline surveys of this page go: no query can find a place inside a shadow root. */
export function noteInlinePlace(place: Element): void {
  const marked = document as Marked
  marked[key] = place
}

/** The place noted last, or null. */
export const notedInlinePlace = (): Element | null => (document as Marked)[key] ?? null
