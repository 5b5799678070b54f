/** What is known after asking: nothing, or the holes of at least that severity. */
export type Audit = { known: false; reason: string } | { known: true; holes: string[] }

/** What the answer of `npm audit --json` means. */
export function readAudit(
  text: string,
  least: 'low' | 'moderate' | 'high' | 'critical',
  bundled?: readonly string[],
): Audit
