import { h } from 'preact'
import { differenceOf, enoughAnswers, verdictOf } from '../figures/difference.ts'
import { answersIn, roundScore, scoreOf } from '../figures/score.ts'
import { type Change, daysCompared } from './change.ts'
import { countText, scoreText } from './wording.ts'

/** Whether the score has changed recently, and whether that is noise. */
export function ChangeFigure({ before, after }: Change) {
  const score = scoreOf(after)
  if (score === null) return h('p', { class: 'change' }, `No answers in the last ${daysCompared} days.`)
  return h(
    'p',
    { class: 'change' },
    h('strong', null, `Last ${daysCompared} days: ${scoreText(score)}`),
    ` from ${countText(answersIn(after), 'answer', 'answers')}. ${changeText({ before, after })}`,
  )
}

/** The verdict in one sentence. */
export function changeText({ before, after }: Change): string {
  const difference = differenceOf(before, after)
  if (difference === null) return `There were none in the ${daysCompared} days before to compare with.`
  const size = roundScore(Math.abs(difference.points))
  const way = difference.points < 0 ? 'down' : 'up'
  const moved = size === 0 ? 'The same as in' : `${upperFirst(way)} ${size} from`
  const earlier = `${moved} the ${daysCompared} days before`
  switch (verdictOf(before, after)) {
    case 'rise':
      return `${earlier}: a real rise.`
    case 'fall':
      return `${earlier}: a real fall.`
    case 'noise':
      return `${earlier}, within noise${needed(size, difference.answersNeeded)}.`
    case 'unknown':
      return `${earlier}; with fewer than ${enoughAnswers} answers in either, that says nothing yet.`
  }
}

/** A number larger than anybody would wait for is not mentioned. */
const mostWorthSaying = 1_000_000

const needed = (size: number, answers: number | null): string =>
  size === 0 || answers === null || answers > mostWorthSaying
    ? ''
    : `: about ${countText(roughly(answers), 'more answer', 'more answers')} would tell`

/** Two significant digits: it is not known more precisely. */
function roughly(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1)
  return Math.ceil(count / unit) * unit
}

const upperFirst = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
