import { type CreateCause, listening } from './cause.ts'

/** A click on what fits the selector, or on something within it; in open shadow roots, too. Each click counts. */
export const createClick: CreateCause<string> = (selector, happened) => {
  document.querySelector(selector) // Throws at once where it is no selector, rather than at each click.
  return {
    destroy: listening(on =>
      on(document, 'click', event => {
        const path = event.composedPath()
        if (path.some(one => one instanceof Element && one.matches(selector))) happened()
      }),
    ),
  }
}
