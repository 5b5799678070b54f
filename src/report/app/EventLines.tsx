import { type CalendarUnit, periodAt } from '../../figures/periods.ts'
import { reportZone } from '../api/period.ts'
import { type AxisProps, edges, height } from './chart-frame.ts'
import type { NumberedEvent } from './Events.tsx'

interface LinesProps extends AxisProps {
  events: readonly NumberedEvent[]
}

/** Marks when things happened, each with its number and as much of its name as fits before the next. */
export function EventLines({ events, steps, unit, x, width }: LinesProps) {
  const right = width - edges.right
  const places = events.map(({ day }) => Math.min(right, x(placeOf(Date.parse(day), steps, unit))))
  return (
    <>
      {events.map(({ id, name, number }, index) => {
        const at = places[index] ?? 0
        const room = (places[index + 1] ?? right) - at
        const before = at - (places[index - 1] ?? edges.left)
        // Near the right edge the name goes to the left of its line.
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

/** The step that contains an instant, and how far into it: 1.5 is the middle of the second. */
function placeOf(at: number, steps: AxisProps['steps'], unit: CalendarUnit): number {
  const index = Math.max(
    0,
    steps.findLastIndex(({ start }) => start <= at),
  )
  const start = steps[index]?.start ?? at
  const { end } = periodAt(start, unit, reportZone)
  return index + Math.min(1, Math.max(0, (at - start) / (end - start)))
}
