// `npm run audit`: asks the registry for known vulnerabilities in what is installed. Ends with 1 if one of them reaches
// the users of howlikely, or a grave one is in our own tools; says so if the registry could not be reached.
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundledPackages } from './bundled.mjs'
import { npm } from './npm.mjs'
import { say, stop } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Milliseconds; without a network npm would try for minutes. */
const patience = 60_000

/**
 * Reads the output of `npm audit --json`. 'unknown': it is no answer, because the registry could not be reached.
 * @param text what npm wrote
 * @param least the lowest severity that matters
 * @param bundled packages in which any severity matters, since users install them
 */
export function readAudit(text, least, bundled = []) {
  const severities = ['info', 'low', 'moderate', 'high', 'critical']
  let report
  try {
    report = JSON.parse(text)
  } catch (_notJson) {
    return { known: false, reason: text.trim().split('\n')[0] || 'npm said nothing' }
  }
  const { vulnerabilities, error, message } = report
  if (!vulnerabilities)
    return { known: false, reason: message || error?.summary || 'npm said nothing of holes' }
  const grave = Object.values(vulnerabilities).filter(
    ({ name, severity }) =>
      bundled.includes(name) || severities.indexOf(severity) >= severities.indexOf(least),
  )
  return { known: true, holes: grave.map(({ name, severity }) => `${name} (${severity})`) }
}

function audit(name, words, least) {
  const asked = npm(['audit', '--json', '--fetch-retries=0', '--fetch-timeout=20000', ...words], {
    cwd: root,
    timeout: patience,
  })
  const found = asked.error
    ? { known: false, reason: asked.error.message }
    : readAudit(asked.stdout || asked.stderr || '', least, bundledPackages())
  if (!found.known) say(`${name}: not audited, since the registry could not be reached (${found.reason}).`)
  else if (found.holes.length === 0) say(`${name}: no known vulnerability.`)
  else return [`${name}: ${found.holes.join(', ')}`]
  return []
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const holes = [
    ...audit('What users install', ['--omit=dev'], 'low'),
    ...audit('What is in the built files, and our own tools', [], 'high'),
  ]
  if (holes.length > 0) stop(`Known vulnerabilities. ${holes.join('; ')}. "npm audit" tells more.`)
}
