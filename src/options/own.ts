export type Raw = Readonly<Record<string, unknown>>

export const isText = (value: unknown): value is string => typeof value === 'string'

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Own properties alone: what a page's library has put into `Object.prototype` is no option. */
export const ownOf = (...layers: unknown[]): Raw => Object.assign(Object.create(null), ...layers)
