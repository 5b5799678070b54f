/** The roles somebody may have. Each role may also do what the previous ones may. */
export const roles = ['view', 'follow-up', 'manage'] as const

/** See {@link roles}. */
export type Role = (typeof roles)[number]

/** Whether a role may do something that requires another role. */
export const mayDo = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed)
