import { day } from '../time/duration.ts'

/** A date as sites write it, or an instant that begins with one: "2024-05-01". */
const dated = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]|$)/

/**
 * How many whole days somebody has been a customer; null if the text begins with no date, or with a future one.
 * @param since such as 2024-05-01
 * @param at milliseconds since 1970
 */
export function tenureOf(since: string, at: number): number | null {
  const [, year = '', month = '', date = ''] = dated.exec(since) ?? []
  const isDate = Number(month) >= 1 && Number(month) <= 12 && Number(date) >= 1 && Number(date) <= 31
  if (year < '1900' || !isDate) return null
  // A day that its month doesn't have counts into the next month.
  const days = Math.floor(at / day) - Date.UTC(Number(year), Number(month) - 1, Number(date)) / day
  return days < 0 ? null : days
}
