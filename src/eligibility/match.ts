import type { Match } from '../options/schema.ts'
import type { Scalar } from '../protocol/trigger.ts'

/**
 * Whether a value is as an option asks: equal, in the list, or meeting every condition. Texts are compared exactly, `above`
 * and `below` apply to numbers only, and a missing value is equal to nothing.
 */
export function matches(match: Match | undefined, value: Scalar | null | undefined): boolean {
  if (match === undefined) return true
  if (Array.isArray(match)) return match.some(allowed => allowed === value)
  if (typeof match !== 'object') return match === value
  const { is, not, above, below, contains, exists } = match
  const isNumber = typeof value === 'number'
  return (
    (is === undefined || is === value) &&
    (not === undefined || not !== value) &&
    (above === undefined || (isNumber && value > above)) &&
    (below === undefined || (isNumber && value < below)) &&
    (contains === undefined || `${value ?? ''}`.includes(contains)) &&
    (exists === undefined || exists === ((value ?? null) !== null))
  )
}
