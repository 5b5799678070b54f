import { asking, more } from 'virtual:conductor-parts'
import { environment } from '../browser/environment.ts'
import { createConductor } from '../decision/conductor.ts'
import type { CreateConductor } from '../decision/decision-part.ts'

/** The conductor's own file: hands itself to the loader. */
const create: CreateConductor = desk =>
  createConductor(environment, desk, {
    asking: () => desk.load('asking', asking),
    more: () => desk.load('more', more),
  })

;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(
  'conductor',
  create,
)
