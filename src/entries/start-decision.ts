import { decisionBrowser } from '../browser/decision-browser.ts'
import { createDecision } from '../decision/create-decision.ts'
import type { Decision, PageContext } from '../decision/page-context.ts'
import type { DecisionParts } from '../decision/state.ts'
import type { CreateExplainerFrom } from './explainer-part.ts'
import type { PageParts } from './page-parts.ts'

/** What a page's decision needs. */
export interface DecisionSources {
  /** What the loader's script handed over. */
  pageParts: PageParts
  /** Digest of the file that explains, SHA-256 in base64. */
  explain: string
  /** All other parts, whether in this very file or loaded. */
  parts: Omit<DecisionParts, 'explainer'>
}

/** Starts the decision on a page, or the preview in its place if the page's address asks for it. */
export function startDecision(
  page: PageContext,
  { pageParts, explain, parts }: DecisionSources,
): Decision | Promise<Decision> {
  const explainer = () =>
    pageParts.load<CreateExplainerFrom>('explain', explain).then(createFrom => createFrom(pageParts))
  if (page.query.get('howlikely') === 'preview') return explainer().then(({ preview }) => preview(page))
  return createDecision({ page, browser: decisionBrowser, parts: { ...parts, explainer } })
}
