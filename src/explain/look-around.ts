import { paintedColour } from './colour.ts'
import type { LookAround } from './look-problems.ts'

/** What the page's browser takes for right; undefined on a server, which asks about words alone. */
const supports = (property: string, value: string): boolean | undefined =>
  globalThis.CSS?.supports?.(property, value)

/** The page that a card would stand on. */
export const lookAround: LookAround = {
  page: globalThis.location?.href ?? 'https://site.example/',
  colour: text => (globalThis.document ? paintedColour(text) : undefined),
  isRight: (property, value) => supports(property, value) ?? true,
}
