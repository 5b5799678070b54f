/** Runs what the browser or the page may refuse by throwing; undefined where it does. */
export function attempt<Value>(action: () => Value): Value | undefined {
  try {
    return action()
  } catch {
    // Refused: there is nothing.
  }
  return undefined
}
