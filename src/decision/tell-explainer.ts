import type { Explainer } from './explainer.ts'
import type { DecisionState } from './state.ts'

/** Does something with what puts options and decisions into words, which is loaded for it. */
export const tellExplainer = (
  { parts }: Pick<DecisionState, 'parts'>,
  action: (explainer: Explainer) => unknown,
  orElse: () => void = () => {},
): void => void parts.explainer().then(action).catch(orElse)
