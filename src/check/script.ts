import { check } from './check.ts'

/** The check's own file: hands itself to the loader. */
;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'check',
  check,
)
