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

/**
 * For apps of a framework, and the element: each has its own subpath, and uses what `howlikely` is.
 * @type {Record<string, string>}
 */
export const frameworkEntries = {
  react: 'src/frameworks/react.ts',
  preact: 'src/frameworks/preact.ts',
  vue: 'src/frameworks/vue.ts',
  svelte: 'src/frameworks/svelte.ts',
  solid: 'src/frameworks/solid.ts',
  element: 'src/frameworks/element.ts',
}

/** @type {Record<string, string>} Built with its libraries in it: see vite.collector.config.ts. */
export const nodeEntries = { collector: 'src/collector/index.ts' }
