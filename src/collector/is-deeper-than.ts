/** Whether a JSON value nests objects or lists more than `maxDepth` levels deep. */
export function isDeeperThan(maxDepth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return maxDepth === 0 || Object.values(value).some(inner => isDeeperThan(maxDepth - 1, inner))
}
