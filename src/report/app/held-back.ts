import { type CalendarUnit, periodsOf } from '../../figures/periods.ts'
import type { NotAskedAnswer } from '../api/not-asked.ts'
import { reportZone } from '../api/period.ts'
import { words } from './language.ts'

/** A rule, and how many triggers it held back in each step. */
export interface Reason {
  rule: string
  triggers: number
  steps: readonly { start: number; triggers: number }[]
}

/**
 * The rules, those that held back most first. Each has all steps, starting with the first in which any rule held something
 * back.
 */
export function reasonsIn({ counts, period, at }: NotAskedAnswer, unit: CalendarUnit): Reason[] {
  const first = Math.min(...counts.map(({ start }) => start))
  const span = { start: Math.max(first, period.start), end: Math.min(period.end, Math.max(at, first + 1)) }
  const steps = periodsOf(span, unit, reportZone)
  return [...new Set(counts.map(({ rule }) => rule))]
    .map(rule => {
      const own = new Map(
        counts.flatMap(count => (count.rule === rule ? [[count.start, count.triggers]] : [])),
      )
      return {
        rule,
        triggers: [...own.values()].reduce((sum, triggers) => sum + triggers, 0),
        steps: steps.map(({ start }) => ({ start, triggers: own.get(start) ?? 0 })),
      }
    })
    .sort((one, other) => other.triggers - one.triggers)
}

/** A rule in words; an unknown one, of a newer version, by its name. */
export function ruleText(rule: string): string {
  const say = words.value
  if (rule === '…') return say.others
  const known: Readonly<Record<string, string>> = say.rules
  return Object.hasOwn(known, rule) ? (known[rule] ?? rule) : rule
}
