// The sources of the package's imports, by the name of their file in dist: `howlikely/score` is dist/npm/score.js.

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
 * For apps with a framework, and the custom element: each has its own subpath, and imports `howlikely`.
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

/** @type {Record<string, string>} Built with its libraries inside: see vite.collector.config.ts. */
export const nodeEntries = { collector: 'src/collector/index.ts' }
