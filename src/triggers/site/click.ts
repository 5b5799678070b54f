import { type CreateWatcher, listenInCapture } from './watcher.ts'

/** A click on what fits the selector, or on something within it; in open shadow roots, too. Each click counts. */
export const createClick: CreateWatcher<string> = (selector, happened) => {
  document.querySelector(selector) // Throws at once where it is no selector, rather than at each click.
  return {
    destroy: listenInCapture(on =>
      on(document, 'click', event => {
        const path = event.composedPath()
        if (path.some(target => target instanceof Element && target.matches(selector))) happened()
      }),
    ),
  }
}
