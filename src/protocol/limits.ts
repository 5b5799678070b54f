/**
 * The greatest that a response may carry, which the widget keeps to and the collector refuses beyond: lengths of texts in
 * UTF-16 code units, numbers of entries, and the bytes of the whole record as JSON in UTF-8.
 */
export const limits = {
  reason: 5000,
  email: 254,
  text: 500,
  url: 2000,
  properties: 20,
  answers: 20,
  /** Rules that a tally of triggers without an asking names, and triggers that it counts for each. */
  notAskedRules: 30,
  notAsked: 9999,
  record: 32 * 1024,
} as const
