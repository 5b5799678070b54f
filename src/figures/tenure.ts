import { day } from '../time/duration.ts'

/** A date as sites write it, and what may follow: "2024-05-01", or an instant that begins so. */
const dated = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]|$)/

/**
 * For how many whole days somebody has been a customer; null where the text begins with no date, or with one to come.
 * @param since such as 2024-05-01
 * @param at milliseconds since 1970
 */
export function tenureOf(since: string, at: number): number | null {
  const [, year = '', month = '', date = ''] = dated.exec(since) ?? []
  const isDate = Number(month) >= 1 && Number(month) <= 12 && Number(date) >= 1 && Number(date) <= 31
  if (year < '1900' || !isDate) return null
  // A day that its month doesn't have is one of the next month's.
  const days = Math.floor(at / day) - Date.UTC(Number(year), Number(month) - 1, Number(date)) / day
  return days < 0 ? null : days
}
