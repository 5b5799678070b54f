import { computed } from '@preact/signals'
import type { MeAnswer } from '../api/people.ts'
import { mayDo, type Role } from '../api/roles.ts'
import { loadMe } from './load.ts'

/** Who looks at the report; null while that is not known. */
export const me = computed((): MeAnswer | null => {
  const found = loadMe('me')
  return found.state === 'there' ? found.answer : null
})

/** Whether who looks may do what takes this role: what they may not is not offered. The collector judges by itself. */
export const may = (needed: Role): boolean => me.value !== null && mayDo(me.value.role, needed)
