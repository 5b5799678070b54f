import type { CreateConductor, Desk } from '../decision/decision-part.ts'
import type { AskingDesk } from '../showing/asking-part.ts'

/** What the asking may use of the conductor, and what it knows of the page. */
export type PreviewDesk = AskingDesk & Omit<Desk, 'seen'>

/** Stands where the conductor would: it shows the card in every state, and neither asks, sends nor stores. */
export type CreatePreview = CreateConductor
