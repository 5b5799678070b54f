// What the package's imports are made of, by the name of their file in dist: `howlikely/score` is dist/npm/score.js.

/**
 * For pages, and for a site's own server.
 * @type {Record<string, string>}
 */
export const packageEntries = {
  index: 'src/index.ts',
  schema: 'src/entries/schema.ts',
  score: 'src/figures/score.ts',
  links: 'src/links/index.ts',
}

/** @type {Record<string, string>} Built with its libraries in it: see vite.collector.config.ts. */
export const nodeEntries = { collector: 'src/collector/index.ts' }
