/** Copies own properties only, without a prototype, so that nothing the page has put on `Object.prototype` gets in. */
export const ownOf = <Kind = Readonly<Record<string, unknown>>>(...sources: unknown[]): Kind =>
  Object.assign(Object.create(null), ...sources)

/**
 * Whether a script or the browser has defined a global of that name. Named elements and frames are globals as well, but
 * not own properties of the window.
 */
export const hasGlobal = (name: string): boolean => Object.hasOwn(window, name)

/** A global that a script or the browser has defined; undefined if there is none. */
export const globalOf = (name: string): unknown =>
  hasGlobal(name) ? (window as unknown as Record<string, unknown>)[name] : undefined
