import { mayDo, type Role, roles } from '../report/api/roles.ts'

export { mayDo, type Role, roles }

/** Who does something, for the history of what was done. */
export interface Actor {
  /** Never used for somebody else, not even after they have left. */
  id: string
  name: string
  role: Role
}

/** The id that stands in place of a member's where somebody holds the operator's token. */
export const operatorId = 'operator'

/** Whoever holds the operator's token: a person at the command line, or a machine. */
export const operatorActor: Actor = { id: operatorId, name: 'Operator', role: 'manage' }
