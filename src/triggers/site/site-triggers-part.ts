import type { Source, SourceContext } from '../source.ts'

/** The site's own `triggers`, all of them as one source. */
export type CreateSiteTriggers = (context: SourceContext) => Source
