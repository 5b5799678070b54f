import { computed } from '@preact/signals'
import type { MeAnswer } from '../api/people.ts'
import { mayDo, type Role } from '../api/roles.ts'
import { loadMe } from './load.ts'

/** Who is looking at the report; null until that is known. */
export const me = computed((): MeAnswer | null => {
  const found = loadMe('me')
  return found.state === 'there' ? found.answer : null
})

/**
 * Whether the user may do what requires this role. The page doesn't offer them anything else; the collector checks for
 * itself.
 */
export const may = (needed: Role): boolean => me.value !== null && mayDo(me.value.role, needed)
