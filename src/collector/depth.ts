/** Whether a JSON value has objects or lists in one another more than `most` levels deep. */
export function isDeeperThan(most: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return most === 0 || Object.values(value).some(inner => isDeeperThan(most - 1, inner))
}
