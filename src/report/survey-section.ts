import { h } from 'preact'
import { addCounts, answersIn, type Counts, scoreOf } from '../figures/score.ts'
import type { Change } from './change.ts'
import { ChangeFigure } from './change-figure.ts'
import type { SurveyFigures } from './figures.ts'
import type { Reason } from './reason.ts'
import { ReasonList } from './reason-list.ts'
import { ScoreFigure } from './score-figure.ts'
import { Shares } from './shares.ts'
import { countText, kindTexts, scoreText } from './wording.ts'

/** A survey as the report shows it. */
export interface SurveyReport {
  figures: SurveyFigures
  /** The team's name for it. @default its id */
  name?: string | undefined
  /** The team's name for its site. @default its id */
  siteName?: string | undefined
  change: Change
  /** The newest, as many as there is room for. */
  reasons: readonly Reason[]
  /** The URL of the next page of reasons, or null. */
  olderReasons: string | null
}

interface Props extends SurveyReport {
  /** The id of the heading, unique on the page. */
  id: string
  /** Whether unconfirmed scores count as answers. */
  countUnconfirmed: boolean
}

/** Everything about one survey. Its score is never pooled with another's. */
export function SurveySection({ id, figures, change, reasons, olderReasons, ...rest }: Props) {
  const { countUnconfirmed, name = figures.survey, siteName = figures.site } = rest
  const counts = countUnconfirmed ? addCounts(figures.answered, figures.unconfirmed) : figures.answered
  return h(
    'section',
    { class: 'card', 'aria-labelledby': id },
    h('h2', { id }, name),
    h(
      'p',
      { class: 'hint' },
      `${kindTexts[figures.kind]}${name === figures.survey ? '' : ` · ${figures.survey}`} · site ${siteName}`,
    ),
    h(
      'div',
      { class: 'figures' },
      h('div', null, h(ScoreFigure, { counts }), h(Beside, { figures, countUnconfirmed })),
      h('div', null, h(Shares, { counts })),
    ),
    h(ChangeFigure, change),
    h('h3', null, 'Reasons'),
    reasons.length === 0 ? h('p', { class: 'hint' }, 'No reasons yet.') : h(ReasonList, { reasons }),
    olderReasons === null
      ? null
      : h('p', null, h('a', { href: olderReasons, 'aria-label': `Older reasons: ${name}` }, 'Older reasons')),
  )
}

/** Figures shown next to the score without being part of it. */
function Beside({ figures, countUnconfirmed }: { figures: SurveyFigures; countUnconfirmed: boolean }) {
  const { answered, unconfirmed, selfSelected, tests, verified } = figures
  const lines = [
    unconfirmedText(answered, unconfirmed, countUnconfirmed),
    selfSelectedText(selfSelected),
    verified > 0 ? `${countText(verified, 'answer', 'answers')} verified` : null,
    tests > 0 ? `${countText(tests, 'test answer', 'test answers')} left out` : null,
  ].filter(line => line !== null)

  return lines.length === 0
    ? null
    : h(
        'ul',
        { class: 'beside' },
        lines.map(line => h('li', { key: line }, line)),
      )
}

function unconfirmedText(answered: Counts, unconfirmed: Counts, counted: boolean): string | null {
  const scores = answersIn(unconfirmed)
  const other = scoreOf(counted ? answered : addCounts(answered, unconfirmed))
  if (scores === 0) return null
  const given = `${countText(scores, 'score was', 'scores were')} chosen and never sent (unconfirmed)`
  if (!counted) return `${given}; with them the score would be ${scoreTextOr(other, 'no score')}`
  return `${given}, and included; without them it would be ${scoreTextOr(other, 'none yet')}`
}

const scoreTextOr = (score: number | null, none: string) => (score === null ? none : scoreText(score))

function selfSelectedText(selfSelected: Counts): string | null {
  const score = scoreOf(selfSelected)
  if (score === null) return null
  return `${answersIn(selfSelected)} self-selected, not in the score; theirs is ${scoreText(score)}`
}
