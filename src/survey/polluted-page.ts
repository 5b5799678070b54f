import { options } from 'preact'

/**
 * The page may have put a `ref` on Object.prototype. Preact would take it for every element's own, and break. Anything
 * else there does no harm, since old and new props inherit it alike.
 */
export function ignoreInheritedRefs(): void {
  const before = options.vnode
  options.vnode = vnode => {
    if (vnode.ref === ({} as typeof vnode).ref) vnode.ref = null
    before?.(vnode)
  }
}
