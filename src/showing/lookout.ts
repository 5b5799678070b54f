import type { Browser } from '../browser/browser.ts'

/** Looks at the page again and again as long as something depends on what is found. */
export interface Lookout {
  /** Begins to look, unless it does already. */
  begin(): void
  end(): void
}

/**
 * @param isNeeded whether anything is due or open; once it is not, nobody looks
 * @param look what is done at each look
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
