import type { CalendarUnit } from '../../figures/periods.ts'

/** Pixels of a chart over time. */
export const height = 280

/** Above is room for the events' names. */
export const edges = { top: 32, right: 12, bottom: 28, left: 44 }

/** What is drawn along the time. */
export interface AxisProps {
  /** Where each step begins. */
  steps: readonly { start: number }[]
  unit: CalendarUnit
  x: (place: number) => number
  width: number
}
