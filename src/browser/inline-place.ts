/** Under which the document knows it: the package's files each have a copy of this one. */
const key = Symbol.for('howlikely.place')

type Marked = Document & { [key]?: Element }

/** Says where inline surveys of this page go: no query finds what is in a shadow root. */
export function noteInlinePlace(place: Element): void {
  const marked = document as Marked
  marked[key] = place
}

/** What was said last, or null. */
export const notedInlinePlace = (): Element | null => (document as Marked)[key] ?? null
