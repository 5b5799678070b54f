import type { Played, PlayedAnswer } from './play.ts'

/** The outcome of all answers that met a fault, or of all answers. */
export interface Row {
  name: string
  /** How often it happened. */
  injected: number
  given: number
  arrived: number
  twice: number
  lost: number
}

export interface Tally {
  /** If storage works: one row per fault, the most frequent first. An answer that met three is in three rows. */
  faults: Row[]
  /** All answers of browsers that can store something; each once. */
  all: Row
  /** All answers of browsers that cannot. */
  unstored: Row
  /** Lost because nothing could be stored, as the card had said. */
  told: number
  /** Visits in which nobody was asked because a script did not come. */
  notAsked: number
  /** Messages that came again. */
  repeated: number
}

const rowOf = (name: string, injected: number, answers: readonly PlayedAnswer[]): Row => ({
  name,
  injected,
  given: answers.length,
  arrived: answers.filter(({ arrived }) => arrived).length,
  twice: answers.filter(({ extra }) => extra > 0).length,
  lost: answers.filter(({ arrived }) => !arrived).length,
})

export function tally(played: readonly Played[]): Tally {
  const isStored = ({ schedule }: Played) => schedule.storage === 'works'
  const stored = played.filter(isStored)
  const unstored = played.filter(one => !isStored(one))
  const answersOf = (some: readonly Played[]) => some.flatMap(({ answers }) => answers)
  const injectedIn = (some: readonly Played[]) => {
    const sums = new Map<string, number>()
    for (const { injected } of some)
      for (const [name, times] of injected) sums.set(name, (sums.get(name) ?? 0) + times)
    return sums
  }
  const sumOf = (sums: ReadonlyMap<string, number>) =>
    [...sums.values()].reduce((one, other) => one + other, 0)
  const faults = [...injectedIn(stored)]
    .map(([name, times]) =>
      rowOf(
        name,
        times,
        answersOf(stored).filter(({ met }) => met.has(name)),
      ),
    )
    .sort((one, other) => other.injected - one.injected || (one.name < other.name ? -1 : 1))

  return {
    faults,
    all: rowOf('all, each answer once', sumOf(injectedIn(stored)), answersOf(stored)),
    unstored: rowOf('nothing can be stored', sumOf(injectedIn(unstored)), answersOf(unstored)),
    told: answersOf(unstored).filter(({ arrived, told }) => told && !arrived).length,
    notAsked: played.reduce((sum, one) => sum + one.notAsked, 0),
    repeated: played.reduce((sum, one) => sum + one.repeated, 0),
  }
}
