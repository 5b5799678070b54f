/** Reports how far something has come. */
export interface Progress {
  /** @param done of `all`; without `all` the total is unknown */
  at(done: number, all?: number): void
  /** Removes the bar. */
  end(): void
}

interface Screen {
  write(text: string): void
  /** Characters per line. */
  width: number
}

/** Milliseconds before a bar is shown at all, and between two updates of it. */
const patience = 2000
const pace = 100

const cells = 24

/** Draws a bar on a terminal for anything that takes more than two seconds. */
export function createProgress(what: string, screen: Screen, clock: () => number): Progress {
  const begunAt = clock()
  let drawnAt = begunAt + patience - pace
  let isDrawn = false
  return {
    at(done, all) {
      const now = clock()
      if (now < drawnAt + pace) return
      drawnAt = now
      isDrawn = true
      screen.write(`\r\u001b[K${barOf(what, done, all, now - begunAt).slice(0, screen.width - 1)}`)
    },
    end() {
      if (isDrawn) screen.write('\r\u001b[K')
      isDrawn = false
    },
  }
}

/** For output that is no terminal. */
export const noProgress: Progress = { at: () => {}, end: () => {} }

/** @param elapsed milliseconds */
export function barOf(what: string, done: number, all: number | undefined, elapsed: number): string {
  const count = done.toLocaleString('en')
  if (all === undefined || all === 0) return `${what}: ${count}`
  const share = Math.min(1, done / all)
  const full = Math.round(share * cells)
  const left = share > 0 ? Math.ceil((elapsed / share - elapsed) / 1000) : null
  const bar = '#'.repeat(full) + '.'.repeat(cells - full)
  const rest = left === null ? '' : `, ${left} s left`
  return `${what} [${bar}] ${count} of ${all.toLocaleString('en')}${rest}`
}
