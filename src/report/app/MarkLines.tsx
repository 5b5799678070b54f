import { edges } from './chart-frame.ts'
import type { Mark } from './Goals.tsx'
import { scoreText } from './language.ts'

/** Lines across the chart for the scores to compare with; labels that would overlap are moved apart. */
export function MarkLines({
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
