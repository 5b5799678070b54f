/** How many letters must be inserted, removed, changed or swapped with their neighbour to turn one text into the other. */
function distance(from: string, to: string): number {
  let before: number[] = []
  let row = Array.from({ length: to.length + 1 }, (_, place) => place)
  for (let line = 1; line <= from.length; line += 1) {
    const next = [line]
    for (let place = 1; place <= to.length; place += 1) {
      const isSame = from[line - 1] === to[place - 1]
      const isSwapped = from[line - 1] === to[place - 2] && from[line - 2] === to[place - 1]
      next.push(
        Math.min(
          Number(row[place]) + 1,
          Number(next[place - 1]) + 1,
          Number(row[place - 1]) + Number(!isSame),
          ...(isSwapped && place > 1 && line > 1 ? [Number(before[place - 2]) + 1] : []),
        ),
      )
    }
    before = row
    row = next
  }
  return row[to.length] ?? 0
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * The known name that was probably meant: one with the same letters, one that begins so, or one a few letters away; else
 * null.
 */
export function nearest(name: string, known: readonly string[]): string | null {
  const wanted = plain(name)
  if (!wanted) return null
  const away = (candidate: string) => distance(plain(candidate), wanted)
  const begins = (candidate: string) =>
    [...plain(candidate)].findIndex((letter, place) => letter !== wanted[place]) >>> 0
  const [closest] = [...known].sort((a, b) => away(a) - away(b) || begins(b) - begins(a))
  if (closest !== undefined && away(closest) <= Math.max(1, Math.floor(wanted.length / 4))) return closest
  return known.find(candidate => wanted.length > 4 && plain(candidate).startsWith(wanted.slice(0, 5))) ?? null
}
