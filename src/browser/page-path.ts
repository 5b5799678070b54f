/** The page's path, and after it the route of a page that keeps it in the fragment: `/#/checkout`, `/#!/checkout`. */
export const pagePath = ({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): string =>
  pathname + (/^#!?\//.test(hash) ? hash : '')
