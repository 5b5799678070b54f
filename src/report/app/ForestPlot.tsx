import { scaleLinear } from 'd3-scale'
import { enoughAnswers } from '../../figures/difference.ts'
import { intervalOf } from '../../figures/interval.ts'
import { answersIn, type Counts } from '../../figures/score.ts'
import { ChartFigure } from './ChartFigure.tsx'
import { distanceText } from './Goals.tsx'
import { answersText, numberText, scoreText, words } from './language.ts'
import type { Ranked } from './SegmentsView.tsx'

const row = 44
const top = 8
const axis = 26

/** Groups, lowest score first: each a dot with its interval on a common scale, and a table whose names link to the answers. */
export function ForestPlot({ title, ranked }: { title: string; ranked: readonly Ranked[] }) {
  const say = words.value
  const hasGoals = ranked.some(({ goal }) => goal !== null)
  const height = top + row * ranked.length + axis
  const draw = (width: number) => {
    const x = scaleLinear([-100, 100], [12, width - 12])
    return (
      <>
        {[-100, -50, 0, 50, 100].map(tick => (
          <g key={tick}>
            <line
              class={tick === 0 ? 'zero' : 'grid'}
              x1={x(tick)}
              x2={x(tick)}
              y1={top}
              y2={height - axis}
            />
            <text x={x(tick)} y={height - 8} text-anchor="middle">
              {scoreText(tick)}
            </text>
          </g>
        ))}
        {ranked.map(({ name, counts, score, goal, comparison }, place) => {
          const interval = intervalOf(counts) ?? { low: score, high: score }
          const y = top + row * place
          return (
            <g key={name}>
              <text class="name" x={12} y={y + 14}>
                {clipped(name, width)}
                {' · '}
                {scoreText(score)}
                {answersIn(counts) < enoughAnswers ? ` (${answersText(answersIn(counts))})` : ''}
              </text>
              <line class="whisker" x1={x(interval.low)} x2={x(interval.high)} y1={y + 29} y2={y + 29} />
              {goal === null ? null : (
                <line class="mark goal" x1={x(goal)} x2={x(goal)} y1={y + 20} y2={y + 38} />
              )}
              <circle class={classes[comparison.verdict]} cx={x(score)} cy={y + 29} r={6} />
            </g>
          )
        })}
      </>
    )
  }
  return (
    <ChartFigure
      title={title}
      help={say.forest}
      height={height}
      draw={draw}
      table={
        <table>
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{say.group}</th>
              <th scope="col">{say.scoreColumn}</th>
              <th scope="col">{say.intervalColumn}</th>
              <th scope="col">{say.answersColumn}</th>
              <th scope="col">{say.groupVerdictColumn}</th>
              {hasGoals ? <th scope="col">{say.goal}</th> : null}
            </tr>
          </thead>
          <tbody>
            {ranked.map(({ name, href, counts, score, goal, comparison }) => {
              const interval = intervalOf(counts) ?? { low: score, high: score }
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{scoreText(score)}</td>
                  <td>{say.between(scoreText(interval.low), scoreText(interval.high))}</td>
                  <td>
                    <a href={href}>{numberText(answersIn(counts))}</a>
                  </td>
                  <td>{say.groupVerdicts[comparison.verdict]}</td>
                  {hasGoals ? <td>{goal === null ? '–' : goalText(counts, goal)}</td> : null}
                </tr>
              )
            })}
          </tbody>
        </table>
      }
    />
  )
}

const goalText = (counts: Counts, goal: number) =>
  distanceText(counts, goal, words.value.theGoal(scoreText(goal))) ?? '–'

const classes = { higher: 'higher', lower: 'lower', noise: 'rest', unknown: 'rest' } as const

/** A name shortened to fit its row, estimating by the usual width of a letter. */
function clipped(name: string, width: number): string {
  const letters = Math.max(8, Math.floor((width - 130) / 8))
  return name.length <= letters ? name : `${name.slice(0, letters - 1)}…`
}
