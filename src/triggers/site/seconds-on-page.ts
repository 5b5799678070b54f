import { ofDocument } from '../../browser/of-document.ts'
import { type CreateWatcher, listenInCapture } from './watcher.ts'

/** Seconds spent on a page; time while it is hidden doesn't count. */
export const createSecondsOnPage: CreateWatcher<number> = (seconds, happened) => {
  let left = seconds * 1000
  let since: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const update = () => {
    clearTimeout(timer)
    const now = performance.now()
    if (since !== null) left -= now - since
    since = ofDocument('hidden') ? null : now
    if (since !== null) timer = setTimeout(done, left)
  }
  const stop = listenInCapture(on => on(document, 'visibilitychange', update))
  const destroy = () => {
    stop()
    clearTimeout(timer)
  }
  const done = () => {
    destroy()
    happened()
  }
  update()
  return { destroy }
}
