import { createSiteTriggers } from '../triggers/site/create-site-triggers.ts'

/** The site's own triggers' file: hands itself to the loader. */
;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'site-triggers',
  createSiteTriggers,
)
