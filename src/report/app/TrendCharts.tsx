import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { Category } from '../../figures/category.ts'
import { intervalOf } from '../../figures/interval.ts'
import { type CalendarUnit, periodAt } from '../../figures/periods.ts'
import { answersIn, type Counts, scoreOf } from '../../figures/score.ts'
import { reportZone } from '../api/period.ts'
import { ChartFigure } from './ChartFigure.tsx'
import type { NumberedEvent } from './Events.tsx'
import type { Mark } from './Goals.tsx'
import { dateText, monthText, numberText, scoreText, shareText, shortDateText, words } from './language.ts'
import { upperFirst } from './Shares.tsx'
import type { Step } from './summaries.ts'

interface Props {
  survey: string
  steps: readonly Step[]
  events: readonly NumberedEvent[]
  unit: CalendarUnit
  /** The address of a step's answers. */
  hrefOf: (step: Step) => string
}

const height = 280
/** Above is room for the events' names. */
const edges = { top: 32, right: 12, bottom: 28, left: 44 }

/** The score over time, its interval as a band. */
export function ScoreChart({
  survey,
  steps,
  marks,
  events,
  unit,
  hrefOf,
}: Props & { marks: readonly Mark[] }) {
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

/** What is there to see, with some room, and never beyond the scale. */
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

interface LinesProps extends AxisProps {
  events: readonly NumberedEvent[]
}

/** Where things happened, each with its number and as much of its name as there is room for until the next. */
function EventLines({ events, steps, unit, x, width }: LinesProps) {
  const right = width - edges.right
  const places = events.map(({ day }) => Math.min(right, x(placeOf(Date.parse(day), steps, unit))))
  return (
    <>
      {events.map(({ id, name, number }, index) => {
        const at = places[index] ?? 0
        const room = (places[index + 1] ?? right) - at
        const before = at - (places[index - 1] ?? edges.left)
        // Near the right edge the name stands to the left of its line.
        const isLeft = room < before && index === events.length - 1 && room < 140
        const letters = Math.floor(((isLeft ? before : room) - 14) / 6.5)
        return (
          <g key={id}>
            <line class="event" x1={at} x2={at} y1={6} y2={height - edges.bottom} />
            <text
              class="event-name"
              x={isLeft ? at - 5 : at + 5}
              y={16}
              text-anchor={isLeft ? 'end' : 'start'}
            >
              {letterNumber(number, name, letters)}
            </text>
          </g>
        )
      })}
    </>
  )
}

function letterNumber(number: number, name: string, letters: number): string {
  const text = `${number} ${name}`
  if (text.length <= letters) return text
  return letters < 8 ? `${number}` : `${text.slice(0, letters - 1)}…`
}

/** Which step an instant lies in, and how far into it: 1.5 is the middle of the second. */
function placeOf(at: number, steps: readonly Step[], unit: CalendarUnit): number {
  const index = Math.max(
    0,
    steps.findLastIndex(({ start }) => start <= at),
  )
  const start = steps[index]?.start ?? at
  const { end } = periodAt(start, unit, reportZone)
  return index + Math.min(1, Math.max(0, (at - start) / (end - start)))
}

/** What the score is held against, across the chart; names that would lie on one another keep apart. */
function MarkLines({
  marks,
  y,
  width,
}: {
  marks: readonly Mark[]
  y: (value: number) => number
  width: number
}) {
  const right = width - edges.right
  const letters = Math.floor((right - edges.left) / 7)
  let last = Number.NEGATIVE_INFINITY
  return (
    <>
      {marks
        .toSorted((one, other) => other.value - one.value)
        .map(({ id, kind, value, label }) => {
          last = Math.max(y(value) - 5, last + 14)
          const text = `${label} ${scoreText(value)}`
          return (
            <g key={id}>
              <line class={`mark ${kind}`} x1={edges.left} x2={right} y1={y(value)} y2={y(value)} />
              <text class="mark-name" x={right} y={last} text-anchor="end">
                {text.length <= letters ? text : `${text.slice(0, letters - 1)}…`}
              </text>
            </g>
          )
        })}
    </>
  )
}

interface AxisProps {
  steps: readonly Step[]
  unit: CalendarUnit
  x: (place: number) => number
  width: number
}

/** As many dates as there is room for. */
function TimeAxis({ steps, unit, x, width }: AxisProps) {
  const text = unit === 'day' || unit === 'week' ? shortDateText : monthText
  const every = Math.max(1, Math.ceil((steps.length * 72) / Math.max(1, width - edges.left - edges.right)))
  return (
    <>
      {steps.map(({ start }, place) =>
        place % every === 0 ? (
          <text key={start} x={x(place)} y={height - 8} text-anchor={place === 0 ? 'start' : 'middle'}>
            {text(start)}
          </text>
        ) : null,
      )}
    </>
  )
}

const categories = ['detractor', 'passive', 'promoter'] as const satisfies Category[]

/** The shares of the three groups over time: where a change of the score comes from. */
export function SharesChart({ survey, steps, events, unit, hrefOf }: Props) {
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
                  <td key={category}>
                    {answersIn(step.counts) === 0
                      ? '–'
                      : shareText(step.counts[`${category}s`] / answersIn(step.counts))}
                  </td>
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

/** The share of the groups that stand below this rank. */
function shareBelow(counts: Counts, rank: number): number {
  const below = categories.slice(0, rank).reduce((sum, category) => sum + counts[`${category}s`], 0)
  return below / Math.max(1, answersIn(counts))
}
