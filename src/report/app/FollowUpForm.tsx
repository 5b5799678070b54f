import { useSignal } from '@preact/signals'
import {
  type FollowedAnswer,
  type FollowUp,
  FollowUpChanged,
  type FollowUpList,
  followUpStates,
  longestNote,
  type TeamMember,
} from '../api/follow-up.ts'
import { changeBy } from './change-by.ts'
import { numberText, words } from './language.ts'

/** The fields to change; those left out stay as they are. */
interface Draft {
  state?: string
  /** An id; '': nobody; 'as-is': no change. */
  owner?: string
  /** A day; '': none. */
  due?: string
  note?: string
}

interface Outcome {
  /** A sentence; null if all went well. */
  problem: string | null
  changed: readonly string[]
  overtaken: FollowUpChanged['overtaken']
  gone: readonly string[]
}

type Followed = Pick<FollowedAnswer, 'id' | 'followUp'>

/** Changes answers, each based on the version that was looked at. */
export async function postFollowUp(answers: readonly Followed[], draft: Draft): Promise<Outcome> {
  const { state, owner, due, note } = draft
  const sent = await changeBy(
    'follow-up',
    {
      answers: answers.map(({ id, followUp }) => ({ id, version: followUp.version })),
      ...(state && { state }),
      ...(owner !== undefined && owner !== 'as-is' && { owner: owner === '' ? null : owner }),
      ...(due !== undefined && { due: due === '' ? null : due }),
      ...(note?.trim() && { note }),
    },
    FollowUpChanged,
    ({ changed }) => changed.length > 0,
  )
  if (sent.problem !== null) return { problem: sent.problem, changed: [], overtaken: [], gone: [] }
  const { changed, overtaken, gone } = sent.answer
  return { problem: problemIn(answers.length, overtaken, gone), changed, overtaken, gone }
}

function problemIn(
  asked: number,
  overtaken: FollowUpChanged['overtaken'],
  gone: readonly string[],
): string | null {
  const say = words.value.followUp
  const [first] = overtaken
  const last = first?.followUp.steps.at(-1)
  if (asked === 1 && first && last) return say.overtaken(last.by.name, first.followUp.state)
  const sentences = [
    overtaken.length > 0 ? say.overtakenSome(numberText(overtaken.length), overtaken.length === 1) : null,
    gone.length > 0 ? say.gone(numberText(gone.length), gone.length === 1) : null,
  ].filter(sentence => sentence !== null)
  return sentences.length === 0 ? null : sentences.join(' ')
}

interface Props {
  answers: readonly Followed[]
  me: FollowUpList['me']
  team: readonly TeamMember[]
  /** For a single answer: called with the state in which somebody else has left it. */
  onOvertaken?: (followUp: FollowUp) => void
  /** Called with what to say, and with the answers that still need attention. */
  onSaved: (text: string, left: readonly string[]) => void
}

/** Changes one or several answers. Whatever goes wrong, the input stays until it is saved. */
export function FollowUpForm({ answers, me, team, onOvertaken, onSaved }: Props) {
  const all = words.value
  const say = all.followUp
  const draft = useSignal<Draft>({})
  const problem = useSignal<string | null>(null)
  const isBusy = useSignal(false)
  const only = answers.length === 1 ? answers[0]?.followUp : undefined
  const put = (change: Draft) => (draft.value = { ...draft.value, ...change })

  const save = async () => {
    isBusy.value = true
    const outcome = await postFollowUp(answers, draft.value)
    isBusy.value = false
    problem.value = outcome.problem
    const [overtaken] = outcome.overtaken
    if (only !== undefined && overtaken) onOvertaken?.(overtaken.followUp)
    const count = outcome.changed.length
    if (count === 0) return
    if (outcome.problem === null) draft.value = {}
    onSaved(
      [say.saved(numberText(count), count === 1), outcome.problem ?? ''].join(' ').trim(),
      outcome.overtaken.map(({ id }) => id),
    )
    // The answer may have left the list, and taken the focus with it.
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('.saved')?.focus()
  }

  return (
    <form
      class="dates follow-up"
      onSubmit={event => {
        event.preventDefault()
        if (!isBusy.value) void save()
      }}
    >
      <label>
        {say.state}
        <select
          value={draft.value.state ?? only?.state ?? ''}
          onChange={event => put({ state: event.currentTarget.value })}
        >
          {only ? null : <option value="">{say.keepAsIs}</option>}
          {followUpStates.map(state => (
            <option key={state} value={state}>
              {say.states[state]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say.owner}
        <select
          value={draft.value.owner ?? (only ? (only.owner?.id ?? '') : 'as-is')}
          onChange={event => put({ owner: event.currentTarget.value })}
        >
          {only ? null : <option value="as-is">{say.keepAsIs}</option>}
          <option value="">{say.nobody}</option>
          {ownersFor(only, team).map(({ id, name }) => (
            <option key={id} value={id}>
              {id === me.id ? say.me(name) : name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say.due}
        <input
          type="date"
          value={draft.value.due ?? only?.due ?? ''}
          onInput={event => put({ due: event.currentTarget.value })}
        />
      </label>
      <label class="wide">
        {say.note}
        <textarea
          rows={2}
          maxLength={longestNote}
          value={draft.value.note ?? ''}
          onInput={event => put({ note: event.currentTarget.value })}
        />
      </label>
      <button type="submit" aria-disabled={isBusy.value}>
        {say.save}
      </button>
      {problem.value === null ? null : (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
    </form>
  )
}

/** Includes the present owner, even if they may no longer be given follow-ups. */
function ownersFor(followUp: FollowUp | undefined, team: readonly TeamMember[]): readonly TeamMember[] {
  const owner = followUp?.owner ?? null
  return owner === null || team.some(({ id }) => id === owner.id) ? team : [...team, owner]
}
