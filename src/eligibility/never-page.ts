import type { Settings } from '../options/settings.ts'
import { matchesPath } from './path.ts'

/** Whether nobody may be asked on a page. */
export const isNeverPage = ({ never }: Pick<Settings, 'never'>, path: string): boolean =>
  never.some(pattern => matchesPath(pattern, path))
