import { takeLease } from './lease.ts'
import type { ShowingContext } from './showing-context.ts'

/** Releases the right to show. */
export type ReleaseLock = () => void

/**
 * The right to show a survey, which one tab of the site has at a time; null if another tab has it.
 * @param lost called if another tab has taken it since, because this one slept for too long
 */
export const requestTabLock = (
  { browser, key }: Pick<ShowingContext, 'browser' | 'key'>,
  lost: () => void,
): Promise<ReleaseLock | null> =>
  browser.requestLock(key('survey')).catch(() => takeLease(key('lease'), browser, lost))
