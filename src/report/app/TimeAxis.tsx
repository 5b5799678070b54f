import { type AxisProps, edges, height } from './chart-frame.ts'
import { monthText, shortDateText } from './language.ts'

/** Shows as many dates as fit. */
export function TimeAxis({ steps, unit, x, width }: AxisProps) {
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
