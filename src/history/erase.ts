import type { Environment } from '../browser/environment.ts'
import type { Settings } from '../options/settings.ts'
import { shelfOf } from './shelf-of.ts'

type Places = Pick<Environment, 'local' | 'session' | 'now'>

/** Erases what is stored of a site, but for texts that are to be kept; true where there are any. */
function erase({ local, session }: Places, settings: Settings, isKept: (text: string) => boolean): boolean {
  const prefix = `howlikely:${settings.site}:`
  let isAnyKept = false
  for (const shelf of [local, session]) {
    for (const name of shelf.keys()) {
      if (!name.startsWith(prefix)) continue
      if (isKept(`${shelf.get(name)}`)) isAnyKept = true
      else shelf.remove(name)
    }
  }
  // The cookie, too, where the history is in one.
  shelfOf({ local, session }, settings)?.remove(`${prefix}history`)
  return isAnyKept
}

/** Erases everything that is stored of a site in this browser. */
export const forget = (places: Places, settings: Settings): void => void erase(places, settings, () => false)

/** Consent is withdrawn: as `forget`, but answers that were sent with Send and are on their way still go out. */
export function withdraw(places: Places, settings: Settings): void {
  if (erase(places, settings, text => text.includes('"state":"answered"')))
    places.local.set(`howlikely:${settings.site}:wakeAt`, `${places.now()}`)
}
