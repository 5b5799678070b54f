import type { Environment, Shelf } from '../../src/browser/environment.ts'
import { aShelf } from '../decision/a-page.ts'

/** Two empty shelves, and a page whose visitor may have a privacy signal. */
export function environmentWith({
  gpc = false,
  local = aShelf(),
}: {
  gpc?: boolean
  local?: Shelf
}): Pick<Environment, 'local' | 'session' | 'page'> {
  return {
    local,
    session: aShelf(),
    page: () => ({
      url: 'https://shop.example/',
      path: '/',
      locale: 'en',
      referrer: null,
      device: 'desktop',
      languages: ['en'],
      loadMs: null,
      secondsOnPage: 1,
      automation: false,
      gpc,
    }),
  }
}
