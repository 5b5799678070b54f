import { paintedColour } from './colour.ts'
import type { Around } from './finding.ts'

/** What the page's browser takes for right; undefined on a server, which asks about words alone. */
const supports = (property: string, value: string): boolean | undefined =>
  globalThis.CSS?.supports?.(property, value)

/** Of no page, any text is taken for a selector. */
function isSelector(text: string): boolean {
  try {
    globalThis.document?.createDocumentFragment().querySelector(text)
    return true
  } catch {
    return false
  }
}

/** The page that a card would stand on. */
export const lookAround: Around = {
  page: globalThis.location?.href ?? 'https://site.example/',
  colour: text => (globalThis.document ? paintedColour(text) : undefined),
  isSelector,
  isRight: (property, value) => supports(property, value) ?? true,
}
