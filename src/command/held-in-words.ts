import type { Held } from '../collector/store/backup.ts'

/** "3 responses, the newest of 2026-05-01". */
export function heldInWords({ responses, newest }: Held): string {
  const count = `${responses.toLocaleString('en')} ${responses === 1 ? 'response' : 'responses'}`
  return newest === null ? count : `${count}, the newest of ${new Date(newest).toISOString()}`
}
