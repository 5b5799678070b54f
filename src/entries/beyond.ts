import type { CreateBeyond } from '../decision/beyond-part.ts'
import { createBeyond } from '../decision/create-beyond.ts'

const create: CreateBeyond = desk => createBeyond(desk)

/** The file of what comes from beyond this browser: hands itself to the loader. */
;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'beyond',
  create,
)
