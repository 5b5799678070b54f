import { preview } from 'virtual:digests'
import type { Explainer } from '../decision/explainer.ts'
import type { PageContext } from '../decision/page-context.ts'
import { createExplainer } from '../explain/explain.ts'
import type { CreatePreview } from '../preview/create-preview.ts'
import type { CreateExplainerFrom } from './explainer-part.ts'
import { handOver } from './hand-over.ts'
import type { PageParts } from './page-parts.ts'

/** The file that puts options and decisions into words, and loads the preview. */
const createFrom: CreateExplainerFrom = parts => {
  const explainer = createExplainer(async (page: PageContext) => {
    const createPreviewFrom = await parts.load<(parts: PageParts, explainer: Explainer) => CreatePreview>(
      'preview',
      preview,
    )
    return createPreviewFrom(parts, explainer)(page)
  })
  return explainer
}

handOver('explain', createFrom)
