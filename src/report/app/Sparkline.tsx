import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { scoreOf } from '../../figures/score.ts'
import { words } from './language.ts'
import { surveyName } from './names.ts'
import type { Summary } from './summaries.ts'

const [width, height] = [200, 44]

/** The score over the period, at a glance; the trend has it with scale and interval. */
export function Sparkline({ survey }: { survey: Summary }) {
  const points = survey.steps.map(({ counts }) => scoreOf(counts))
  const known = points.filter(point => point !== null)
  if (known.length < 2) return null
  const x = scaleLinear([0, points.length - 1], [3, width - 3])
  const spread = Math.max(20, Math.max(...known) - Math.min(...known))
  const middle = (Math.max(...known) + Math.min(...known)) / 2
  const y = scaleLinear([middle - spread / 2, middle + spread / 2], [height - 4, 4])
  const path = line<number | null>()
    .defined(point => point !== null)
    .x((_, place) => x(place))
    .y(point => y(point ?? 0))(points)
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words.value.sparkline(surveyName(survey))}
    >
      <path d={path ?? ''} />
    </svg>
  )
}
