import type { Explainer } from './explainer.ts'
import type { DecisionState } from './state.ts'

/** Does something with the part that puts options and decisions into words, loading it first if needed. */
export const tellExplainer = (
  { parts }: Pick<DecisionState, 'parts'>,
  action: (explainer: Explainer) => unknown,
  orElse: () => void = () => {},
): void => void parts.explainer().then(action).catch(orElse)
