import { pagePath } from '../../browser/page-path.ts'
import { matchesPath } from '../../eligibility/path.ts'
import type { CreateWatcher } from './watcher.ts'

/** The visitor is on a page with a matching path. */
export const createPath: CreateWatcher<string> = (path, happened) => {
  if (matchesPath(path, pagePath(location))) happened()
  return {}
}
