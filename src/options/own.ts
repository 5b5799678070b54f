export { ownOf } from '../browser/own.ts'

export type Raw = Readonly<Record<string, unknown>>

export const isText = (value: unknown): value is string => typeof value === 'string'

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
