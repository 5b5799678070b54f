import { locales } from 'virtual:digests'
import type { Explainer } from '../decision/explainer.ts'
import { createPreview } from '../preview/create-preview.ts'
import { handOver } from './hand-over.ts'
import { languagesFrom } from './languages.ts'
import type { PageParts } from './page-parts.ts'

/** The preview's file. It contains the card and the decision; only languages are loaded. */
handOver('preview', ({ load }: PageParts, explainer: Explainer) =>
  createPreview({ explainer: async () => explainer, ...languagesFrom(load, locales) }),
)
