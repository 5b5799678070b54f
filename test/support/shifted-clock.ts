import type { BrowserContext } from 'playwright'

/**
 * Lets the clock of every page in a context be set wrong, or on, while timers go on as they are.
 * @returns sets the clock, by milliseconds from the real one, at once and for later pages
 */
export async function shiftClock(
  context: BrowserContext,
  url: string,
): Promise<(ms: number) => Promise<void>> {
  // Passed by a cookie, since scripts that a page is given before it loads cannot be removed again.
  await context.addInitScript(() => {
    const RealDate = Date
    const shift = () => {
      try {
        return Number(/(?:^|; )clock=(-?\d+)/.exec(document.cookie)?.[1] ?? 0)
      } catch {
        return 0 // A page without cookies, such as about:blank.
      }
    }
    const now = () => RealDate.now() + shift()
    window.Date = new Proxy(RealDate, {
      construct: (target, given) => (given.length ? Reflect.construct(target, given) : new target(now())),
      get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
    })
  })
  return ms => context.addCookies([{ name: 'clock', value: String(Math.round(ms)), url }])
}
