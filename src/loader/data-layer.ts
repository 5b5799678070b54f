type Push = (...entries: unknown[]) => unknown

/**
 * Listens to a data layer without being noticed: the host's own `push` runs first and its result is returned;
 * entries are neither changed nor held on to; nothing is created and nothing throws.
 */
export function listenToDataLayer(name: string, heard: (entry: unknown) => void) {
  const known = new WeakSet<object>()
  let layer: { push: Push } | undefined
  /** Undefined where `push` was the array's own inherited one. */
  let original: Push | undefined
  let ours: Push | undefined

  const hear = (entry: unknown) => {
    if (!entry || typeof entry !== 'object' || known.has(entry)) return
    known.add(entry)
    try {
      heard(entry)
    } catch {
      // An entry whose getters throw is the host's affair.
    }
  }

  const leave = () => {
    // Somebody may have wrapped `push` after us; then ours stays below and hears nothing more.
    if (layer && ours && layer.push === ours) {
      if (original) layer.push = original
      else delete (layer as { push?: Push }).push
    }
    ours = undefined
  }

  return {
    /** Looks for the layer, which may appear late or be replaced; hears what it already holds. */
    look() {
      const entries = (window as unknown as Record<string, unknown>)[name]
      if (!Array.isArray(entries) || entries === layer) return
      leave()
      const found: { push: Push } = entries
      layer = found
      const before: Push = found.push
      original = Object.hasOwn(found, 'push') ? before : undefined
      const wrapper: Push = function (this: unknown, ...pushed) {
        const result = before.apply(this, pushed)
        if (ours === wrapper) pushed.forEach(hear)
        return result
      }
      ours = found.push = wrapper
      entries.slice().forEach(hear)
    },
    leave,
  }
}
