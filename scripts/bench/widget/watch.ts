/** The functions that the measures call in a page, as `benchWatch`. */
export interface Watch {
  /** Resolves to the instant at which an element of the survey was painted, in ms since the navigation began. */
  painted(selector: string): Promise<number>
  /** Runs the trigger in a task of its own; resolves to the ms from then until the question was painted. */
  untilAsked(trigger: () => void): Promise<number>
  /** Resolves to the ms from the next click, by the event's own timestamp, until an element was painted. */
  untilClickShows(selector: string): Promise<number>
  /** The centre of an element of the survey, in the window's pixels. */
  middleOf(selector: string): { x: number; y: number }
  /** How far the page has shifted so far. */
  shift(): number
}

/**
 * Put into a page before anything else runs there. It must not refer to anything outside, since only its text reaches
 * the page.
 *
 * "Painted" means the same for every page: in each frame it looks whether the element has a box, in a ResizeObserver's
 * first call, which comes after all animation frame callbacks and after layout. So it sees what this very frame is about
 * to paint, even if a page draws in an animation frame. It then posts a task of the highest priority, which runs once
 * the frame is done and before anything that the page has put off until after it; the time is taken there. Element
 * Timing would give it too, but not in a shadow root.
 */
export function installWatch(): void {
  const shifts: number[] = []
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
  }).observe({ type: 'layout-shift', buffered: true })

  const find = (selector: string) =>
    document.querySelector('how-likely-panel, bench-survey')?.shadowRoot?.querySelector(selector)

  const hasBox = (selector: string) => {
    const box = find(selector)?.getBoundingClientRect()
    return box !== undefined && box.width > 0 && box.height > 0
  }

  const onLayout = (look: () => void) =>
    requestAnimationFrame(() => {
      if (!document.documentElement) return onLayout(look)
      const observer = new ResizeObserver(() => {
        observer.disconnect()
        look()
      })
      return observer.observe(document.documentElement)
    })

  const afterFrame = (action: () => void) => void scheduler.postTask(action, { priority: 'user-blocking' })

  const painted = (selector: string) =>
    new Promise<number>(resolve => {
      const look = () => (hasBox(selector) ? afterFrame(() => resolve(performance.now())) : onLayout(look))
      onLayout(look)
    })

  const untilAsked = (trigger: () => void) =>
    new Promise<number>(resolve => {
      setTimeout(() => {
        const { startTime } = performance.mark('bench-trigger')
        painted('legend').then(at => resolve(at - startTime))
        trigger()
      })
    })

  const untilClickShows = (selector: string) =>
    new Promise<number>(resolve => {
      const start = ({ timeStamp }: Event) => painted(selector).then(at => resolve(at - timeStamp))
      addEventListener('click', start, { capture: true, once: true })
    })

  const middleOf = (selector: string) => {
    const box = find(selector)?.getBoundingClientRect()
    if (!box) throw new Error(`The survey has no ${selector}.`)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  const watch: Watch = {
    painted,
    untilAsked,
    untilClickShows,
    middleOf,
    shift: () => shifts.reduce((sum, value) => sum + value, 0),
  }
  Object.assign(window, { benchWatch: watch })
}
