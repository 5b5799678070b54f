import type { Memory } from '../history/memory.ts'
import type { Problem, Settings } from '../options/settings.ts'

const says = (code: string, found: string, allowed: string | null, message: string): Problem => ({
  code,
  option: null,
  found,
  allowed,
  message,
})

/** Problems with what is stored about earlier askings, or with where it is stored. */
export function memoryProblems(
  { kind, history }: Pick<Memory, 'kind' | 'history'>,
  { withoutMemory }: Pick<Settings, 'withoutMemory'>,
): Problem[] {
  const consequence =
    withoutMemory === 'ask'
      ? 'the waits hold for this page only'
      : 'nobody is asked ("withoutMemory" is "skip")'
  const problems: Problem[] = []
  if (kind === 'blocked')
    problems.push(
      says(
        'storage-blocked',
        kind,
        'storage that can be written',
        `nothing can be stored in this browser, since storage is blocked, full or read-only: ${consequence}.`,
      ),
    )
  if (kind === 'newer')
    problems.push(
      says(
        'storage-newer',
        kind,
        null,
        `what is stored here was written by a newer version of howlikely, and is left alone: ${consequence}.`,
      ),
    )
  if (history().askings.some(({ outcome }) => outcome === 'lost'))
    problems.push(
      says(
        'storage-unreadable',
        'lost',
        null,
        'what was stored here could not be read, so every wait has started again, and lasts for at least 365 days. To start without it, call howlikely("forget").',
      ),
    )
  return problems
}
