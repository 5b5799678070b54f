import type { DecisionBrowser, StorageArea } from '../browser/browser.ts'

type Places = Pick<DecisionBrowser, 'local' | 'session' | 'now'>

const isSentAnswer = (text: string | null) => !!text && text.includes('"state":"answered"')

/** Erases everything stored for a site except the entries that `isKept` accepts; returns whether any were kept. */
function erase(
  { local, session }: Places,
  site: string,
  place: StorageArea | null,
  isKept: (text: string | null) => boolean,
): boolean {
  const prefix = `howlikely:${site}:`
  let isAnythingKept = false
  for (const area of [local, session]) {
    for (const name of area.keys().filter(name => name.startsWith(prefix))) {
      if (isKept(area.get(name))) isAnythingKept = true
      else area.remove(name)
    }
  }
  // The history may be in a cookie.
  place?.remove(`${prefix}history`)
  return isAnythingKept
}

/**
 * Erases everything stored for a site in this browser.
 * @param place where the history is kept
 */
export const eraseAll = (places: Places, site: string, place: StorageArea | null): void =>
  void erase(places, site, place, () => false)

/** Consent was withdrawn: erases everything but answers that the visitor sent with Send and that are still on their way. */
export function eraseButSentAnswers(places: Places, site: string, place: StorageArea | null): void {
  if (erase(places, site, place, isSentAnswer))
    places.local.set(`howlikely:${site}:wakeAt`, `${places.now()}`)
}
