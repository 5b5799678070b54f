import { readFileSync } from 'node:fs'
import { builtFrom, fingerprint } from '../../scripts/fingerprint.mjs'

function built(): string | undefined {
  try {
    return readFileSync(builtFrom, 'utf8')
  } catch {
    return undefined // Nothing was built, or the build did not end.
  }
}

/** Lets no test run on files that were built from something else. */
export function setup(): void {
  if (built() !== fingerprint())
    throw new Error(
      'dist/ was not built from what stands in src/ now: run `npm run build`, then the tests again.',
    )
}
