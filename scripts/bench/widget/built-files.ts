import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Rooms that contribute nothing to the browser's files. */
const serverRooms = ['collector', 'report', 'links']

/**
 * Why the browser's files cannot be measured; null if they can.
 * @param root the folder of the repository
 */
export function builtProblem(root: string): string | null {
  const manifest = join(root, 'dist/browser/manifest.json')
  if (!existsSync(manifest)) return 'There is nothing to measure yet: run "npm run build" first.'
  const builtAt = changedAt(manifest)
  const changed = sources(root).find(path => changedAt(join(root, path)) > builtAt)
  return changed ? `${changed} has changed since the last build: run "npm run build" first.` : null
}

const changedAt = (path: string) => statSync(path).mtimeMs

/** The sources of the browser's files, relative to the root. */
function sources(root: string): string[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\//, ''),
    )
    .filter(path => !serverRooms.some(room => path.startsWith(`src/${room}/`)))
  return ['vite.config.ts', ...files]
}
