import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { intervalOf } from '../../figures/interval.ts'
import type { CalendarUnit } from '../../figures/periods.ts'
import { answersIn, scoreOf } from '../../figures/score.ts'
import { ChartFigure } from './ChartFigure.tsx'
import { edges, height } from './chart-frame.ts'
import { EventLines } from './EventLines.tsx'
import type { NumberedEvent } from './Events.tsx'
import type { Mark } from './Goals.tsx'
import { dateText, numberText, scoreText, words } from './language.ts'
import { MarkLines } from './MarkLines.tsx'
import type { Step } from './summaries.ts'
import { TimeAxis } from './TimeAxis.tsx'

/** The data of a chart over time. */
export interface TrendProps {
  /** The survey's name. */
  survey: string
  steps: readonly Step[]
  events: readonly NumberedEvent[]
  unit: CalendarUnit
  /** The URL of a step's answers. */
  hrefOf: (step: Step) => string
}

/** The score over time, with its interval as a band. */
export function ScoreChart({
  survey,
  steps,
  marks,
  events,
  unit,
  hrefOf,
}: TrendProps & { marks: readonly Mark[] }) {
  const say = words.value
  const points = steps.map(step => ({
    ...step,
    score: scoreOf(step.counts),
    interval: intervalOf(step.counts) ?? { low: 0, high: 0 },
  }))
  const known = points.filter(({ score }) => score !== null)
  const y = scaleLinear(boundsOf(known, marks), [height - edges.bottom, edges.top])
  const draw = (width: number) => {
    const x = scaleLinear([0, Math.max(1, steps.length - 1)], [edges.left + 8, width - edges.right])
    const band = area<(typeof points)[number]>()
      .defined(({ score }) => score !== null)
      .x((_, place) => x(place))
      .y0(({ interval }) => y(interval.low))
      .y1(({ interval }) => y(interval.high))(points)
    const curve = line<(typeof points)[number]>()
      .defined(({ score }) => score !== null)
      .x((_, place) => x(place))
      .y(({ score }) => y(score ?? 0))(points)
    return (
      <>
        {y.ticks(5).map(tick => (
          <g key={tick}>
            <line
              class={tick === 0 ? 'zero' : 'grid'}
              x1={edges.left}
              x2={width - edges.right}
              y1={y(tick)}
              y2={y(tick)}
            />
            <text x={edges.left - 8} y={y(tick)} dominant-baseline="middle" text-anchor="end">
              {scoreText(tick)}
            </text>
          </g>
        ))}
        <path class="area" d={band ?? ''} />
        <path class="curve" d={curve ?? ''} />
        {points.map(({ start, score }, place) =>
          score === null ? null : <circle key={start} class="point" cx={x(place)} cy={y(score)} r={4} />,
        )}
        <MarkLines marks={marks} y={y} width={width} />
        <EventLines events={events} steps={steps} unit={unit} x={x} width={width} />
        <TimeAxis steps={steps} unit={unit} x={x} width={width} />
      </>
    )
  }
  return (
    <ChartFigure
      title={say.trendTitle(survey)}
      help={say.trendHelp}
      height={height}
      draw={draw}
      table={
        <table>
          <caption class="unseen">{say.trendTitle(survey)}</caption>
          <thead>
            <tr>
              <th scope="col">{say.begins}</th>
              <th scope="col">{say.scoreColumn}</th>
              <th scope="col">{say.intervalColumn}</th>
              <th scope="col">{say.answersColumn}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(step => (
              <tr key={step.start}>
                <th scope="row">{dateText(step.start)}</th>
                <td>{step.score === null ? '–' : scoreText(step.score)}</td>
                <td>
                  {step.score === null
                    ? '–'
                    : say.between(scoreText(step.interval.low), scoreText(step.interval.high))}
                </td>
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

/** The range of the data, with some room, and never beyond the scale. */
function boundsOf(
  known: readonly { interval: { low: number; high: number } }[],
  marks: readonly Mark[],
): [number, number] {
  const values = marks.map(({ value }) => value)
  const low = Math.min(...known.map(({ interval }) => interval.low), ...values, 100)
  const high = Math.max(...known.map(({ interval }) => interval.high), ...values, -100)
  if (low > high) return [-100, 100]
  return [Math.max(-100, 20 * Math.floor(low / 20)), Math.min(100, 20 * Math.ceil(high / 20))]
}
