/** Runs something that the browser or the page may refuse by throwing; returns undefined if it throws. */
export function attempt<Value>(action: () => Value): Value | undefined {
  try {
    return action()
  } catch {
    // Refused.
  }
  return undefined
}
