import { beyond } from 'virtual:more-parts'
import { createMore } from '../decision/more.ts'

/** The file of what only some sites need: hands itself to the loader. */
;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'more',
  createMore(desk => desk.load('beyond', beyond)),
)
