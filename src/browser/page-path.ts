/** The page's path, followed by the route if the page keeps one in the fragment: `/#/checkout`, `/#!/checkout`. */
export const pagePath = ({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): string =>
  pathname + (/^#!?\//.test(hash) ? hash : '')
