import { type CreateWatcher, listenInCapture } from './watcher.ts'

/** A click on an element that matches the selector, or on something inside it; in open shadow roots, too. Each click counts. */
export const createClick: CreateWatcher<string> = (selector, happened) => {
  document.querySelector(selector) // Throws at once if it is no selector, rather than at each click.
  return {
    destroy: listenInCapture(on =>
      on(document, 'click', event => {
        const path = event.composedPath()
        if (path.some(target => target instanceof Element && target.matches(selector))) happened()
      }),
    ),
  }
}
