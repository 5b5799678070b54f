import type { Browser } from '../browser/browser.ts'

/** Stores things right after the next paint, so that the visitor sees a choice without waiting for the disk. */
export interface Storing {
  /**
   * Stores something after the next paint.
   * @param name names what is stored: a newer action replaces a waiting one of the same name
   */
  store(name: string, action: () => void): void
  /** Stores everything that waits, at once, since the page may be about to go. */
  storeNow(): void
}

export function storeAfterPaint({ afterPaint }: Pick<Browser, 'afterPaint'>): Storing {
  const waiting = new Map<string, () => void>()

  function storeNow(): void {
    const actions = [...waiting.values()]
    waiting.clear()
    for (const action of actions) action()
  }

  return {
    store(name, action) {
      const isPlanned = waiting.size > 0
      waiting.set(name, action)
      if (!isPlanned) afterPaint(storeNow)
    },
    storeNow,
  }
}
