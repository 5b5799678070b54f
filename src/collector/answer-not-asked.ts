import { periodAt } from '../figures/periods.ts'
import { selectionOf } from '../report/api/figures-query.ts'
import type { NotAskedAnswer, NotAskedParameters } from '../report/api/not-asked.ts'
import { day as dayLength, reportZone } from '../report/api/period.ts'
import type { Store } from './store/store.ts'

/** There are fewer rules; somebody sending made-up ones must not fill the page. */
const mostRules = 30

/** The response to `/api/not-asked`. @param now milliseconds since 1970 */
export async function answerNotAsked(
  store: Pick<Store, 'notAsked'>,
  parameters: NotAskedParameters,
  now: number,
): Promise<NotAskedAnswer> {
  const { bucket = 'day', ...narrowing } = parameters
  const { period, site } = selectionOf(narrowing, now)
  const rows = await store.notAsked({ period, site })
  const sizes = new Map<string, number>()
  for (const { rule, triggers } of rows) sizes.set(rule, (sizes.get(rule) ?? 0) + triggers)
  const bySize = [...sizes].sort(([, one], [, other]) => other - one)
  const shown = new Set(bySize.slice(0, mostRules).map(([rule]) => rule))
  const counts = new Map<string, NotAskedAnswer['counts'][number]>()
  for (const { day, triggers, rule: ownRule } of rows) {
    const { start } = periodAt(day * dayLength, bucket, reportZone)
    const rule = shown.has(ownRule) ? ownRule : '…'
    const key = `${start} ${rule}`
    counts.set(key, { start, rule, triggers: (counts.get(key)?.triggers ?? 0) + triggers })
  }
  return { at: now, period, counts: [...counts.values()] }
}
