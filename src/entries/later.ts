import { createLater } from '../delivery/create-later.ts'

/** The file of what is left for later: hands itself to the loader. */
;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'later',
  createLater,
)
