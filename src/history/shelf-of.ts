import type { Environment, Shelf } from '../browser/environment.ts'
import type { Settings } from '../options/settings.ts'
import { cookieShelf, pageJar } from './cookie-shelf.ts'

/** Where the history is kept; null where the site wants it kept nowhere. */
export function shelfOf(
  { local, session }: Pick<Environment, 'local' | 'session'>,
  settings: Settings,
): Shelf | null {
  switch (settings.storage) {
    case 'none':
      return null
    case 'session':
      return session
    case 'cookie':
      return cookieShelf(local, pageJar, settings)
    default:
      return local
  }
}
