import type { Watch } from './consent-tools.ts'
import { createGoogleConsent, storageTypes } from './google-consent.ts'

interface Layer {
  push(...entries: unknown[]): unknown
}

/** Watches the data layer and Google's own tags; the host's `push` runs first, and its result is returned. */
export const watchGoogle =
  (name: string): Watch =>
  tell => {
    const page = window as unknown as Record<string, unknown>
    const consent = createGoogleConsent()
    const known = new WeakSet<object>()
    let layer: Layer | undefined
    let leave = () => {}
    let isHeard = false
    let isOver = false

    const judge = () => {
      if (!isOver) tell(consent.verdict(page.google_tag_data))
    }
    const hear = (entry: unknown) => {
      if (!entry || typeof entry !== 'object' || known.has(entry)) return
      known.add(entry)
      try {
        consent.hear(entry)
      } catch {
        // An entry whose getters throw is the host's problem.
      }
    }
    const listen = (found: unknown[]) => {
      leave()
      const host: Layer = found
      const before = host.push
      const isOwn = Object.hasOwn(host, 'push')
      const ours: Layer['push'] = function (this: unknown, ...entries) {
        const result = before.apply(this, entries)
        entries.forEach(hear)
        judge()
        return result
      }
      host.push = ours
      leave = () => {
        // Somebody may have wrapped `push` after us: then our wrapper stays underneath.
        if (host.push !== ours) return
        if (isOwn) host.push = before
        else delete (host as Partial<Layer>).push
      }
      layer = host
    }

    return {
      look() {
        const found = page[name]
        if (Array.isArray(found)) {
          if (found !== layer) listen(found)
          found.slice().forEach(hear)
        }
        const { ics } = Object(page.google_tag_data)
        if (!isHeard && typeof ics?.addListener === 'function') {
          isHeard = true
          ics.addListener([...storageTypes], judge)
        }
        judge()
      },
      stop() {
        isOver = true
        leave()
      },
    }
  }
