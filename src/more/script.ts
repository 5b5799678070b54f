import { more } from './more.ts'

/** The file of what only some sites need: hands itself to the loader. */
;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.('more', more)
