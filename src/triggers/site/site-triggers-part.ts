import type { Source, SourceDesk } from '../sources-part.ts'

/** The site's own `triggers`, all of them as one source. */
export type CreateSiteTriggers = (desk: SourceDesk) => Source
