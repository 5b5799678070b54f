import { ofDocument } from './of-document.ts'

/** Milliseconds between two looks. A visitor hardly notices; an idle page spends less than a thousandth of its time on it. */
const pace = 250

/**
 * Has somebody look at the page again and again while it is visible; returns what stops that. A timer, and no observer of
 * changes: a dialog that a style sheet fades out, one in a shadow root, an address that a router sets and a card that was
 * taken out are seen alike, and a page that changes all the time pays no more than one that stands still.
 */
export function watchPage(look: () => void): () => void {
  const timer = setInterval(() => ofDocument('hidden') || look(), pace)
  return () => clearInterval(timer)
}
