/** What somebody may do. Each role may also do what those before it may. */
export const roles = ['view', 'follow-up', 'manage'] as const

/** See {@link roles}. */
export type Role = (typeof roles)[number]

/** Who does something, for the history of what was done. */
export interface Actor {
  /** Never used for somebody else, not even after they have left. */
  id: string
  name: string
  role: Role
}

/** Whoever holds the operator's token: a person at the command line, or a machine. */
export const operatorActor: Actor = { id: 'operator', name: 'Operator', role: 'manage' }

/** Whether a role may do what another is needed for. */
export const mayDo = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed)
