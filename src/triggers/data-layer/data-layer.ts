import { attempt } from '../../browser/attempt.ts'

type Push = (...entries: unknown[]) => unknown

/**
 * Listens to a data layer, or another vendor's queue of that kind, without being noticed: the host's own `push` runs first
 * and its result is returned; entries are neither changed nor kept; nothing is created and nothing throws.
 */
export function listenToDataLayer(name: string, listener: (entry: object) => void) {
  const known = new WeakSet<object>()
  let layer: { push?: Push } | undefined
  let original: Push | undefined
  let ours: Push | undefined

  const handle = (entry: unknown) => {
    const entryObject: object = Object(entry)
    if (entryObject !== entry) return
    known.add(entryObject)
    // Its getters may throw: then it cannot be read, and the page must not notice.
    attempt(() => listener(entryObject))
  }

  const leave = () => {
    // Somebody may have wrapped `push` after us; then our wrapper stays underneath and does nothing more.
    if (layer && layer.push === ours) {
      delete layer.push
      // An array's own `push` was inherited, and is back after the delete.
      if (layer.push !== original) layer.push = original as Push
    }
    layer = ours = undefined
  }

  return {
    /** Looks for the layer, which may appear late or be replaced; processes what it already holds. */
    look() {
      // Matomo's queue is no array once its script has loaded.
      const found: ArrayLike<unknown> & { push?: Push } = Object(window[name as never])
      const before = found.push
      if (!before || found === layer) return
      leave()
      layer = found
      original = before
      const wrapper: Push = function (this: unknown, ...pushed) {
        const result = before.apply(this, pushed)
        if (ours === wrapper) pushed.forEach(handle)
        return result
      }
      ours = layer.push = wrapper
      // Entries that an earlier layer held, or that were pushed meanwhile, have been heard. Each push is an event, whatever
      // is pushed.
      for (const entry of Array.from(found)) if (!known.has(entry as object)) handle(entry)
    },
    leave,
  }
}
