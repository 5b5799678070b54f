import { differenceOf, enoughAnswers, verdictOf } from '../../figures/difference.ts'
import type { Counts } from '../../figures/score.ts'
import { sharesChangeOf } from '../../figures/shares-change.ts'
import { numberText, sizeText, words } from './language.ts'

/** Whether the score has changed, and whether that is noise, in one sentence. */
export function changeText(before: Counts, now: Counts): string {
  const difference = differenceOf(before, now)
  if (difference === null) return words.value.noBefore
  const size = sizeText(difference.points)
  return words.value.change(verdictOf(before, now), {
    size,
    isDown: difference.points < 0,
    needed: size === '0' ? null : neededText(difference.answersNeeded),
    least: numberText(enoughAnswers),
  })
}

/** A number larger than anybody would wait for is not mentioned. */
const mostWorthSaying = 1_000_000

/** Two significant digits: it is not known more precisely. */
function neededText(answers: number | null): string | null {
  if (answers === null || answers > mostWorthSaying) return null
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, answers))) - 1)
  return numberText(Math.ceil(answers / unit) * unit)
}

/** What the change consists of, in one sentence; null if there is nothing to say. */
export function sharesText(before: Counts, now: Counts): string | null {
  const [change, difference] = [sharesChangeOf(before, now), differenceOf(before, now)]
  if (change === null || difference === null) return null
  const moves = change.moves
    .filter(({ points }) => Math.round(points) >= 1)
    .map(({ from, to, points }) => ({ from, to, points: sizeText(points) }))
  return words.value.shared(difference.points < 0, sizeText(difference.points), moves)
}
