import { ignoreErrors } from '../attach-to-global.ts'

type Method = (this: unknown, ...given: unknown[]) => unknown

/**
 * Listens to the calls of a vendor's method, even after its script has replaced the snippet's. The method runs first, and
 * its result is returned.
 * @returns a function that restores the vendor's method
 */
export function hearCalls(owner: object, name: string, listener: (given: unknown[]) => void): () => void {
  const heard = ignoreErrors(listener)
  const wrap = (method: unknown): unknown =>
    typeof method === 'function'
      ? function (this: unknown, ...given: unknown[]) {
          const result = (method as Method).apply(this, given)
          heard(given)
          return result
        }
      : method
  const isOwn = Object.hasOwn(owner, name)
  let method: unknown = Reflect.get(owner, name)
  let wrapped = wrap(method)
  const get = () => wrapped
  Object.defineProperty(owner, name, {
    configurable: true,
    enumerable: isOwn,
    get,
    set(next: unknown) {
      if (next === wrapped) return
      method = next
      wrapped = wrap(next)
    },
  })
  const inherited = isOwn ? undefined : method
  return () => {
    if (Object.getOwnPropertyDescriptor(owner, name)?.get !== get) return
    Reflect.deleteProperty(owner, name)
    if (method !== inherited) Reflect.set(owner, name, method)
  }
}
