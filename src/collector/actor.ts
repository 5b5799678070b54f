import { mayDo, type Role, roles } from '../report/api/roles.ts'

export { mayDo, type Role, roles }

/** The person or machine doing something, for the audit. */
export interface Actor {
  /** Never reused for somebody else, not even after they have left. */
  id: string
  name: string
  role: Role
}

/** The id used in place of a member's for the holder of the operator's token. */
export const operatorId = 'operator'

/** The holder of the operator's token: a person at the command line, or a machine. */
export const operatorActor: Actor = { id: operatorId, name: 'Operator', role: 'manage' }
