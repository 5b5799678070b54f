import type { PageName } from './pages.ts'

/** What a figure of howlikely is to be. It is printed beside the figure, and nothing fails by it. */
export type Goal =
  /** At most so many times what another page takes. */
  | { kind: 'times'; of: PageName; most: number }
  /** At most so much more than another page takes. */
  | { kind: 'over'; of: PageName; most: number }
  | { kind: 'at most'; most: number }

export interface Verdict {
  /** The ratio, the difference or the figure itself, as the goal has it. */
  value: number
  isMet: boolean
}

/** @param medians what each page takes, in the unit of the goal */
export function judge(goal: Goal, medians: Readonly<Record<PageName, number>>): Verdict {
  const value = compare(goal, medians)
  return { value, isMet: value <= goal.most }
}

function compare(goal: Goal, medians: Readonly<Record<PageName, number>>): number {
  const { howlikely } = medians
  if (goal.kind === 'times') return howlikely / medians[goal.of]
  return goal.kind === 'over' ? howlikely - medians[goal.of] : howlikely
}
