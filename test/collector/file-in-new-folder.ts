import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** The path of a file in a folder of its own, gone when the test is. */
export function fileInNewFolder(file: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, file)
}
