import type { BeyondDesk } from './beyond-part.ts'

/** Whether something from beyond this browser's memory plays a part on this page. */
export function needsBeyond({ desk, settings }: BeyondDesk): boolean {
  const { askCollector, surveys } = settings()
  return askCollector !== 'never' || surveys.some(({ id }) => id === desk.asked.get('howlikely'))
}
