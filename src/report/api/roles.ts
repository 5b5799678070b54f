/** What somebody may do. Each role may also do what those before it may. */
export const roles = ['view', 'follow-up', 'manage'] as const

/** See {@link roles}. */
export type Role = (typeof roles)[number]

/** Whether a role may do what another is needed for. */
export const mayDo = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed)
