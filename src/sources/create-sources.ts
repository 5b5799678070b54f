import { createHubSpot } from './hubspot.ts'
import type { CreateSource, CreateSources } from './sources-part.ts'

const vendors: Record<string, CreateSource> = { hubspot: createHubSpot }

/** Every vendor that the site has not switched off. A vendor that throws is left alone: its fault is not the page's. */
export const createSources: CreateSources = desk => {
  const sources = Object.entries(vendors)
    .filter(([name]) => desk.isOn(name))
    .map(([, create]) => create(desk))
  const each = (act: 'look' | 'destroy') =>
    sources.forEach(source => {
      try {
        source[act]()
      } catch {
        // A half-loaded vendor: the next look finds it whole.
      }
    })
  return { look: () => each('look'), destroy: () => each('destroy') }
}
