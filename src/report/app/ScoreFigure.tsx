import { enoughAnswers } from '../../figures/difference.ts'
import { intervalOf } from '../../figures/interval.ts'
import { answersIn, type Counts, scoreOf } from '../../figures/score.ts'
import type { Mark } from './Goals.tsx'
import { answersText, numberText, scoreText, words } from './language.ts'

/** The score, how certain it is, and how many answers it is based on. */
export function ScoreFigure({
  counts,
  href,
  marks,
}: {
  counts: Counts
  href: string
  marks: readonly Mark[]
}) {
  const say = words.value
  const [score, interval] = [scoreOf(counts), intervalOf(counts)]
  if (score === null || interval === null) return <p class="none">{say.noAnswers}</p>

  const answers = answersIn(counts)
  return (
    <>
      <p class="score">
        <span class="label">{say.nps}</span> <strong>{scoreText(score)}</strong>
      </p>
      <ScoreLine score={score} low={interval.low} high={interval.high} marks={marks} />
      <p class="sure">
        {say.interval(scoreText(interval.low), scoreText(interval.high))} ·{' '}
        <a href={href}>{answersText(answers)}</a>
      </p>
      {answers < enoughAnswers ? <p class="guard">{say.few(numberText(enoughAnswers))}</p> : null}
    </>
  )
}

interface LineProps {
  score: number
  low: number
  high: number
  marks: readonly Mark[]
}

/**
 * The score as a dot on the line from -100 to 100, its interval as a band, and marks to compare with. The words next to it
 * say the same.
 */
function ScoreLine({ score, low, high, marks }: LineProps) {
  const place = (points: number) => `${(points + 100) / 2}%`
  return (
    <div class="line" aria-hidden="true">
      <svg width="100%" height={24} focusable="false" aria-hidden="true">
        <rect class="track" x={0} y={10} width="100%" height={4} rx={2} />
        <rect class="tick" x="50%" y={5} width={1} height={14} />
        <rect class="band" x={place(low)} y={7} width={`${(high - low) / 2}%`} height={10} rx={5} />
        {marks.map(({ id, kind, value }) => (
          <rect key={id} class={`mark ${kind}`} x={place(value)} y={1} width={3} height={22} />
        ))}
        <circle class="dot" cx={place(score)} cy={12} r={7} />
      </svg>
      <div class="ends">
        <span>−100</span>
        <span>0</span>
        <span>100</span>
      </div>
    </div>
  )
}
