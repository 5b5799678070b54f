import { scaleLinear } from 'd3-scale'
import type { CalendarUnit } from '../../figures/periods.ts'
import { ChartFigure } from './ChartFigure.tsx'
import { edges, height } from './chart-frame.ts'
import { type Reason, ruleText } from './held-back.ts'
import { dateText, numberText, words } from './language.ts'
import { upperFirst } from './Shares.tsx'
import { TimeAxis } from './TimeAxis.tsx'

/** This many rules have a shade of their own; the others share the last. */
const shades = 4

interface Props {
  /** Those that held back most first. */
  reasons: readonly Reason[]
  unit: CalendarUnit
}

/** A bar for each step, for the triggers that led to no asking, divided by the rules that held back most. */
export function NotAskedChart({ reasons, unit }: Props) {
  const say = words.value
  const steps = reasons[0]?.steps ?? []
  const shown = reasons.length > shades ? reasons.slice(0, shades - 1) : reasons
  const rest = reasons.slice(shown.length)
  const layers = [
    ...shown.map(({ rule, steps: own }) => ({
      name: upperFirst(ruleText(rule)),
      of: own.map(({ triggers }) => triggers),
    })),
    ...(rest.length > 0 ? [{ name: say.otherRules, of: sums(rest) }] : []),
  ]
  const totals = sums(reasons)
  const y = scaleLinear([0, Math.max(1, ...totals)], [height - edges.bottom, edges.top]).nice(4)
  const draw = (width: number) => {
    const room = (width - edges.left - edges.right) / Math.max(1, steps.length)
    const x = (place: number) => edges.left + room * place
    return (
      <>
        {y
          .ticks(4)
          .filter(Number.isInteger)
          .map(tick => (
            <g key={tick}>
              <line class="grid" x1={edges.left} x2={width - edges.right} y1={y(tick)} y2={y(tick)} />
              <text x={edges.left - 8} y={y(tick)} dominant-baseline="middle" text-anchor="end">
                {numberText(tick)}
              </text>
            </g>
          ))}
        {steps.map(({ start }, place) =>
          layers.map(({ name, of }, rank) => {
            const below = layers.slice(0, rank).reduce((sum, layer) => sum + (layer.of[place] ?? 0), 0)
            const own = of[place] ?? 0
            return own === 0 ? null : (
              <rect
                key={`${start} ${name}`}
                class={`shade-${rank + 1}`}
                x={x(place) + Math.min(2, room / 8)}
                width={Math.max(1, room - Math.min(4, room / 4))}
                y={y(below + own)}
                height={Math.max(0.5, y(below) - y(below + own))}
              />
            )
          }),
        )}
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
      title={say.notAskedChart}
      height={height}
      draw={draw}
      legend={
        <ul class="legend">
          {layers.map(({ name }, rank) => (
            <li key={name}>
              <span class={`swatch shade-${rank + 1}`} aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
      }
      table={
        <table>
          <caption class="unseen">{say.notAskedChart}</caption>
          <thead>
            <tr>
              <th scope="col">{say.begins}</th>
              <th scope="col">{say.triggersColumn}</th>
              {reasons.map(({ rule }) => (
                <th key={rule} scope="col">
                  {upperFirst(ruleText(rule))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map(({ start }, place) => (
              <tr key={start}>
                <th scope="row">{dateText(start)}</th>
                <td>{numberText(totals[place] ?? 0)}</td>
                {reasons.map(({ rule, steps: own }) => (
                  <td key={rule}>{numberText(own[place]?.triggers ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  )
}

/** The number of triggers in each step, for all these rules together. */
const sums = (reasons: readonly Reason[]): number[] =>
  (reasons[0]?.steps ?? []).map((_, place) =>
    reasons.reduce((sum, { steps }) => sum + (steps[place]?.triggers ?? 0), 0),
  )
