import { paintedColour } from './colour.ts'
import type { Around } from './finding.ts'

/** Whether the browser accepts the value; undefined on a server, which only asks about words. */
const supports = (property: string, value: string): boolean | undefined =>
  globalThis.CSS?.supports?.(property, value)

/** Without a page, any text passes for a selector. */
function isSelector(text: string): boolean {
  try {
    globalThis.document?.createDocumentFragment().querySelector(text)
    return true
  } catch {
    return false
  }
}

/** The page on which a card would appear. */
export const lookAround: Around = {
  page: globalThis.location?.href ?? 'https://site.example/',
  colour: text => (globalThis.document ? paintedColour(text) : undefined),
  isSelector,
  isRight: (property, value) => supports(property, value) ?? true,
}
