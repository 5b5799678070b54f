import { ofDocument } from './of-document.ts'

/** Milliseconds between two looks: hardly noticeable, and less than a thousandth of an idle page's time. */
const pace = 250

/**
 * Calls `look` again and again while the page is visible; returns a function that stops this. It uses a timer instead of
 * a mutation observer, since only a timer also notices a dialog that a style sheet fades out, one in a shadow root, an
 * address set by a router and a removed card; and a page that changes all the time costs no more than a still one.
 */
export function watchPage(look: () => void): () => void {
  const timer = setInterval(() => ofDocument('hidden') || look(), pace)
  return () => clearInterval(timer)
}
