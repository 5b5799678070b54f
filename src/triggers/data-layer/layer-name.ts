import type { SourceContext } from '../source.ts'

/** The name of the global that is the page's data layer. */
export const layerOf = (context: Pick<SourceContext, 'option'>): string =>
  `${context.option('dataLayer') || 'dataLayer'}`
