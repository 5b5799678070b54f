import { callsOf } from '../api/view-calls.ts'
import { type Changes, parameters, view } from './address.ts'
import { numberText, shareText, words } from './language.ts'
import { loadTakenUp } from './load.ts'
import type { Summary } from './summaries.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

interface Props {
  survey: Summary
  /** The URL of the survey's follow-ups. */
  href: (more: Changes) => string
}

/** What needs doing: detractors whom nobody has taken up, and the outcomes for the others. */
export function Waiting({ survey, href }: Props) {
  const say = words.value.followUp
  const { takenUp } = callsOf(view.value, parameters.value)
  const found = takenUp === undefined ? null : loadTakenUp(takenUp)
  const { detractors } = survey.now
  if (found?.state !== 'there' || detractors === 0) return null
  const taken = found.answer.surveys.find(
    followed =>
      followed.site === survey.site && followed.survey === survey.survey && followed.kind === survey.kind,
  )
  const { contacted = 0, solved = 0, lost = 0, overdue = 0, firstContact = null } = taken ?? {}
  const waiting = Math.max(0, detractors - contacted - solved - lost)
  const outcomes = [
    contacted > 0 ? { text: say.inContact(numberText(contacted)), to: { state: 'contacted' } } : null,
    overdue > 0 ? { text: say.nowOverdue(numberText(overdue)), to: { due: 'today' } } : null,
    solved > 0
      ? { text: say.shareSolved(shareText(solved / detractors), numberText(solved)), to: { state: 'solved' } }
      : null,
  ].filter(outcome => outcome !== null)
  return (
    <p class="waiting-for">
      <strong>
        {waiting === 0 ? (
          say.noneWaiting
        ) : (
          <a href={href({ queue: 'detractors', state: 'new' })}>
            {say.waiting(numberText(waiting), waiting === 1)}
          </a>
        )}
      </strong>{' '}
      <span class="meta">
        {outcomes.map(({ text, to }) => (
          <a key={text} href={href({ queue: 'detractors', ...to })}>
            {text}
          </a>
        ))}
        {firstContact === null ? null : <span>{say.firstContact(lengthText(firstContact))}</span>}
      </span>
    </p>
  )
}

/** A length of time, in a unit that fits. */
function lengthText(milliseconds: number): string {
  const say = words.value.followUp
  const [unit, inWords] =
    milliseconds < 2 * hour
      ? ([minute, say.minutes] as const)
      : milliseconds < 2 * day
        ? ([hour, say.hours] as const)
        : ([day, say.daysLong] as const)
  const count = Math.round(milliseconds / unit)
  return inWords(numberText(count), count === 1)
}
