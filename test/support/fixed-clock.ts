import type { BrowserContext } from 'playwright'

/**
 * Stops the clock of every page in a context at an instant, to the millisecond, while timers go on as they are.
 * @returns sets the clock, for later pages
 */
export async function fixClock(context: BrowserContext, url: string): Promise<(at: number) => Promise<void>> {
  // Passed by a cookie, since scripts that a page is given before it loads cannot be removed again.
  await context.addInitScript(() => {
    const RealDate = Date
    const now = () => {
      try {
        return Number(/(?:^|; )clock=(-?\d+)/.exec(document.cookie)?.[1] ?? RealDate.now())
      } catch {
        return RealDate.now() // A page without cookies, such as about:blank.
      }
    }
    window.Date = new Proxy(RealDate, {
      construct: (target, given) => (given.length ? Reflect.construct(target, given) : new target(now())),
      get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
    })
  })
  return at => context.addCookies([{ name: 'clock', value: String(at), url }])
}
