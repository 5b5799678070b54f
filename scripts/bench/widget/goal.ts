import type { PageName } from './pages.ts'

/** A goal for one of howlikely's figures. It is printed next to the figure; missing it is no failure. */
export type Goal =
  /** At most so many times as much as another page takes. */
  | { kind: 'times'; of: PageName; most: number }
  /** At most so much more than another page takes. */
  | { kind: 'over'; of: PageName; most: number }
  | { kind: 'at most'; most: number }

export interface Verdict {
  /** The ratio, the difference or the figure itself, depending on the goal. */
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
