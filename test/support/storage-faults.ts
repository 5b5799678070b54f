import type { BrowserContext, Page } from 'playwright'

/** As if the visitor's settings forbid it: reading `localStorage` throws. */
export const blockStorage = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      })
    }
  })

/** Uses up the rest of the origin's storage, to the last character. */
export const fillStorage = (page: Page): Promise<void> =>
  page.evaluate(() => {
    let piece = 'x'.repeat(4_000_000)
    for (let place = 0; piece; ) {
      try {
        localStorage.setItem(`filler-${place}`, piece)
        place += 1
      } catch {
        piece = piece.slice(0, Math.floor(piece.length / 2))
      }
    }
  })
