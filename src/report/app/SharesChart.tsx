import { scaleLinear } from 'd3-scale'
import type { Category } from '../../figures/category.ts'
import { answersIn, type Counts } from '../../figures/score.ts'
import { wholeShares } from '../../figures/whole-shares.ts'
import { ChartFigure } from './ChartFigure.tsx'
import { edges, height } from './chart-frame.ts'
import { EventLines } from './EventLines.tsx'
import { dateText, numberText, shareText, words } from './language.ts'
import type { TrendProps } from './ScoreChart.tsx'
import { upperFirst } from './Shares.tsx'
import { TimeAxis } from './TimeAxis.tsx'

const categories = ['detractor', 'passive', 'promoter'] as const satisfies Category[]

/** The shares of the three groups over time: where a change of the score comes from. */
export function SharesChart({ survey, steps, events, unit, hrefOf }: TrendProps) {
  const say = words.value
  const y = scaleLinear([0, 1], [height - edges.bottom, edges.top])
  const draw = (width: number) => {
    const room = (width - edges.left - edges.right) / Math.max(1, steps.length)
    const x = (place: number) => edges.left + room * place
    return (
      <>
        {[0, 0.5, 1].map(share => (
          <g key={share}>
            <line class="grid" x1={edges.left} x2={width - edges.right} y1={y(share)} y2={y(share)} />
            <text x={edges.left - 8} y={y(share)} dominant-baseline="middle" text-anchor="end">
              {shareText(share)}
            </text>
          </g>
        ))}
        {steps.map(({ start, counts }, place) =>
          categories.map((category, rank) => {
            const [from, to] = [shareBelow(counts, rank), shareBelow(counts, rank + 1)]
            return answersIn(counts) === 0 ? null : (
              <rect
                key={`${start} ${category}`}
                class={category}
                x={x(place) + Math.min(2, room / 8)}
                width={Math.max(1, room - Math.min(4, room / 4))}
                y={y(to)}
                height={y(from) - y(to)}
              />
            )
          }),
        )}
        <EventLines events={events} steps={steps} unit={unit} x={x} width={width} />
        <TimeAxis
          steps={steps}
          unit={unit}
          x={place => x(place) + (place === 0 ? 0 : room / 2)}
          width={width}
        />
      </>
    )
  }
  return (
    <ChartFigure
      title={say.sharesTitle(survey)}
      height={height}
      draw={draw}
      legend={
        <ul class="legend">
          {categories.toReversed().map(category => (
            <li key={category}>
              <span class={`swatch ${category}`} aria-hidden="true" />
              {upperFirst(say.groups[category])} {say.scores[category]}
            </li>
          ))}
        </ul>
      }
      table={
        <table>
          <caption class="unseen">{say.sharesTitle(survey)}</caption>
          <thead>
            <tr>
              <th scope="col">{say.begins}</th>
              {categories.toReversed().map(category => (
                <th key={category} scope="col">
                  {upperFirst(say.groups[category])}
                </th>
              ))}
              <th scope="col">{say.answersColumn}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map(step => (
              <tr key={step.start}>
                <th scope="row">{dateText(step.start)}</th>
                {categories.toReversed().map(category => (
                  <td key={category}>{shareIn(step.counts, category)}</td>
                ))}
                <td>
                  <a href={hrefOf(step)}>{numberText(answersIn(step.counts))}</a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  )
}

function shareIn(counts: Counts, category: Category): string {
  const shares = wholeShares(counts)
  return shares === null ? '–' : shareText(shares[`${category}s`] / 100)
}

/** The share of the groups below this rank. */
function shareBelow(counts: Counts, rank: number): number {
  const below = categories.slice(0, rank).reduce((sum, category) => sum + counts[`${category}s`], 0)
  return below / Math.max(1, answersIn(counts))
}
