import { Fragment, h } from 'preact'
import { answersIn, type Counts } from '../figures/score.ts'
import { wholeShares } from '../figures/whole-shares.ts'
import { numberText, shareText } from './wording.ts'

/** The three shares: a bar to look at, and a table to read. Nothing if there are no answers. */
export function Shares({ counts }: { counts: Counts }) {
  const answers = answersIn(counts)
  if (answers === 0) return null

  const shares = wholeShares(counts)
  const groups = [
    { name: 'Promoters', scores: '9–10', group: 'promoter', count: counts.promoters },
    { name: 'Passives', scores: '7–8', group: 'passive', count: counts.passives },
    { name: 'Detractors', scores: '0–6', group: 'detractor', count: counts.detractors },
  ] as const
  const before = (index: number) => groups.slice(0, index).reduce((sum, { count }) => sum + count, 0)
  return h(
    Fragment,
    null,
    h(
      'svg',
      { class: 'bar', width: '100%', height: 14, 'aria-hidden': 'true', focusable: 'false' },
      groups.map(({ group, count }, index) =>
        h('rect', {
          key: group,
          class: group,
          x: `${(100 * before(index)) / answers}%`,
          width: `${(100 * count) / answers}%`,
          height: '100%',
        }),
      ),
    ),
    h(
      'table',
      null,
      h('caption', null, 'Share of answers by group'),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          ['Group', 'Scores', 'Answers', 'Share'].map(name => h('th', { key: name, scope: 'col' }, name)),
        ),
      ),
      h(
        'tbody',
        null,
        groups.map(({ name, scores, group, count }) =>
          h(
            'tr',
            { key: group },
            h('th', { scope: 'row' }, h('span', { class: `swatch ${group}`, 'aria-hidden': 'true' }), name),
            h('td', null, scores),
            h('td', null, numberText(count)),
            h('td', null, shareText(shares?.[`${group}s`] ?? 0, 100)),
          ),
        ),
      ),
    ),
  )
}
