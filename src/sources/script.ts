import { createSources } from './create-sources.ts'

/** The sources' own file: hands itself to the loader. */
;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'sources',
  createSources,
)
