import { matchesPath } from '../../eligibility/path.ts'
import type { CreateCause } from './cause.ts'

/** The visitor is on a page with such a path. */
export const createPath: CreateCause<string> = (path, happened) => {
  if (matchesPath(path, location.pathname)) happened()
  return {}
}
