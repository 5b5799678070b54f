/** Own properties alone, and no prototype: what a page's scripts have put on `Object.prototype` is none of them. */
export const ownOf = <Kind = Readonly<Record<string, unknown>>>(...sources: unknown[]): Kind =>
  Object.assign(Object.create(null), ...sources)

/**
 * Whether a script or the browser has made a global of that name. An element or a frame of that name is a global as well, but
 * is no property of the window's own.
 */
export const hasGlobal = (name: string): boolean => Object.hasOwn(window, name)

/** A global that a script or the browser has made; undefined where there is none. */
export const globalOf = (name: string): unknown =>
  hasGlobal(name) ? (window as unknown as Record<string, unknown>)[name] : undefined
