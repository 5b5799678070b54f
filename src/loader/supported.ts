import { attempt } from '../browser/attempt.ts'

/**
 * Chrome and Edge 111, Firefox 111, Safari 16.4 or newer: the first with CSS trigonometry, `translate` on elements
 * and adopted style sheets respectively (browser-compat-data 8.1.9). On older ones howlikely does nothing.
 */
export const isSupported = (): boolean =>
  'adoptedStyleSheets' in document &&
  'translate' in document.documentElement &&
  CSS.supports('width', 'calc(1px*sin(1))')

/**
 * Whether the page is in a frame of another origin: then it is not the site's own page, and would ask somebody else's
 * visitor. Reading another origin's location throws, and so does a frame that has been removed from its page.
 */
export const isFramedByStranger = (): boolean => !attempt(() => (window.top as Window).location.href)
