import { furtherRules } from '../core/further-rules.ts'
import type { More } from './more-part.ts'
import { readKind } from './read-kind.ts'

/** The part for options that only some sites use. */
export const more: More = { read: readKind, allows: furtherRules }
