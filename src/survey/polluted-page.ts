import { options } from 'preact'

/**
 * A page may have put a `ref` on Object.prototype. Preact would take it for each element's own, and break. Whatever
 * else is on there, old props and new ones inherit alike, and so it makes no difference.
 */
export function ignoreInheritedRefs(): void {
  const before = options.vnode
  options.vnode = vnode => {
    if (vnode.ref === ({} as typeof vnode).ref) vnode.ref = null
    before?.(vnode)
  }
}
