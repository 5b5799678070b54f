import { Fragment, h } from 'preact'
import { enoughAnswers } from '../figures/difference.ts'
import { intervalOf } from '../figures/interval.ts'
import { answersIn, type Counts, scoreOf } from '../figures/score.ts'
import { countText, scoreText } from './wording.ts'

/** The score, how certain it is, and how many answers it is based on. */
export function ScoreFigure({ counts }: { counts: Counts }) {
  const score = scoreOf(counts)
  const interval = intervalOf(counts)
  if (score === null || interval === null) return h('p', { class: 'none' }, 'No answers yet')

  const answers = answersIn(counts)
  return h(
    Fragment,
    null,
    h(
      'p',
      { class: 'score' },
      h('span', { class: 'label' }, 'NPS®'),
      ' ',
      h('strong', null, scoreText(score)),
    ),
    h(ScoreLine, { score, ...interval }),
    h(
      'p',
      { class: 'sure' },
      `95% interval ${scoreText(interval.low)} to ${scoreText(interval.high)} · ${countText(answers, 'answer', 'answers')}`,
    ),
    answers < enoughAnswers
      ? h('p', { class: 'guard' }, `Fewer than ${enoughAnswers} answers: too few for a reliable score.`)
      : null,
  )
}

/** The score as a dot on the line from -100 to 100, with its interval as a band. The words next to it say the same. */
function ScoreLine({ score, low, high }: { score: number; low: number; high: number }) {
  const place = (points: number) => `${(points + 100) / 2}%`
  return h(
    'div',
    { class: 'line', 'aria-hidden': 'true' },
    h(
      'svg',
      { width: '100%', height: 24, focusable: 'false' },
      h('rect', { class: 'track', x: 0, y: 10, width: '100%', height: 4, rx: 2 }),
      h('rect', { class: 'tick', x: '50%', y: 5, width: 1, height: 14 }),
      h('rect', { class: 'band', x: place(low), y: 7, width: `${(high - low) / 2}%`, height: 10, rx: 5 }),
      h('circle', { class: 'dot', cx: place(score), cy: 12, r: 7 }),
    ),
    h('div', { class: 'ends' }, h('span', null, '−100'), h('span', null, '0'), h('span', null, '100')),
  )
}
