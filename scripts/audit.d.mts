/** The result of an audit: unknown, or the vulnerabilities of at least a given severity. */
export type Audit = { known: false; reason: string } | { known: true; holes: string[] }

/** Reads the output of `npm audit --json`. */
export function readAudit(
  text: string,
  least: 'low' | 'moderate' | 'high' | 'critical',
  bundled?: readonly string[],
): Audit
