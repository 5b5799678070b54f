import type { Settings } from '../options/settings.ts'
import { matchesPath } from './path.ts'

/** Whether a page is one on which nobody is asked. */
export const isNeverPage = ({ never }: Pick<Settings, 'never'>, path: string): boolean =>
  never.some(pattern => matchesPath(pattern, path))
