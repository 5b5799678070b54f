import type { CalendarUnit } from '../../figures/periods.ts'

/** Height of a chart over time, in pixels. */
export const height = 280

/** The room at the top is for the events' names. */
export const edges = { top: 32, right: 12, bottom: 28, left: 44 }

/** The properties of anything drawn along the time axis. */
export interface AxisProps {
  /** Where each step begins. */
  steps: readonly { start: number }[]
  unit: CalendarUnit
  x: (place: number) => number
  width: number
}
