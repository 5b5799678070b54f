import { siteTriggers } from 'virtual:sources-parts'
import { createSources } from '../triggers/create-sources.ts'
import type { SourceContext } from '../triggers/source.ts'

/** The sources' own file: hands itself to the loader, and loads the site's own triggers where it has any. */
;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'sources',
  (desk: SourceContext) =>
    createSources(desk, { siteTriggers: () => desk.load('site-triggers', siteTriggers) }),
)
