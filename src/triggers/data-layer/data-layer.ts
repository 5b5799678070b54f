import { attempt } from '../../browser/attempt.ts'

type Push = (...entries: unknown[]) => unknown

/**
 * Listens to a data layer, or to another vendor's queue of that kind, without being noticed: the host's own `push` runs
 * first and its result is returned; entries are neither changed nor held on to; nothing is created and nothing throws.
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
    // Somebody may have wrapped `push` after us; then ours stays below and hears nothing more.
    if (layer && layer.push === ours) {
      delete layer.push
      // An array's own was inherited, and is there again.
      if (layer.push !== original) layer.push = original as Push
    }
    layer = ours = undefined
  }

  return {
    /** Looks for the layer, which may appear late or be replaced; hears what it already holds. */
    look() {
      // Matomo's queue is no array once its script has come.
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
      // What another layer held, or was pushed meanwhile, has been heard. A push is an event, whatever it pushes.
      for (const entry of Array.from(found)) if (!known.has(entry as object)) handle(entry)
    },
    leave,
  }
}
