/**
 * The most that a response may carry; the widget keeps to these limits, and the collector refuses anything beyond: lengths
 * of texts in UTF-16 code units, numbers of entries, and the bytes of the whole record as UTF-8 JSON.
 */
export const limits = {
  reason: 5000,
  email: 254,
  text: 500,
  url: 2000,
  properties: 20,
  answers: 20,
  /** Most rules in a tally of triggers that led to no asking, and most triggers counted for each. */
  notAskedRules: 30,
  notAsked: 9999,
  record: 32 * 1024,
} as const
