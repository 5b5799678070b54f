import type { Browser } from '../browser/browser.ts'

/** Looks at the page again and again while something depends on it. */
export interface Lookout {
  /** Begins to look, unless it already does. */
  begin(): void
  end(): void
}

/**
 * @param isNeeded whether anything is due or open; when it no longer is, the looking stops
 * @param look called at each look
 */
export function createLookout(
  { watchPage }: Pick<Browser, 'watchPage'>,
  isNeeded: () => boolean,
  look: () => void,
): Lookout {
  let stop: (() => void) | undefined

  function end(): void {
    stop?.()
    stop = undefined
  }
  return {
    begin() {
      stop ??= watchPage(() => (isNeeded() ? look() : end()))
    },
    end,
  }
}
