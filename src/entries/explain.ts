import { preview } from 'virtual:check-parts'
import { createCheck } from '../explain/explain.ts'

/** The check's own file: hands itself to the loader. */
;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'check',
  createCheck(desk => desk.load('preview', preview)),
)
