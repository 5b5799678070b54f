/** How many letters must be inserted, removed, changed or swapped with their neighbour to turn one text into the other. */
function distance(one: string, other: string): number {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (let line = 1; line <= one.length; line += 1) {
    const next = [line]
    for (let place = 1; place <= other.length; place += 1) {
      const isSame = one[line - 1] === other[place - 1]
      const isSwapped = one[line - 1] === other[place - 2] && one[line - 2] === other[place - 1]
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
  return row[other.length] ?? 0
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * The known name that was probably meant: one with the same letters, one that begins so, or one a few letters away; else
 * null.
 */
export function nearest(name: string, known: readonly string[]): string | null {
  const wanted = plain(name)
  if (!wanted) return null
  const away = (one: string) => distance(plain(one), wanted)
  const begins = (one: string) => [...plain(one)].findIndex((letter, place) => letter !== wanted[place]) >>> 0
  const [closest] = [...known].sort((a, b) => away(a) - away(b) || begins(b) - begins(a))
  if (closest !== undefined && away(closest) <= Math.max(1, Math.floor(wanted.length / 4))) return closest
  return known.find(one => wanted.length > 4 && plain(one).startsWith(wanted.slice(0, 5))) ?? null
}
