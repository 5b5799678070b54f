import type { CreateAsking } from '../decision/asking.ts'
import type { PageParts } from './page-parts.ts'

/** What the survey's file hands over. */
export type CreateAskingFrom = (load: PageParts['load']) => CreateAsking
