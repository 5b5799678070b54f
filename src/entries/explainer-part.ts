import type { Explainer } from '../decision/explainer.ts'
import type { PageParts } from './page-parts.ts'

/** What the file that explains hands over. */
export type CreateExplainerFrom = (parts: PageParts) => Explainer
