import { type Signal, useSignal } from '@preact/signals'
import type { ListedAnswer } from '../api/figures-answer.ts'
import { TaggingAnswer, TagList } from '../api/tags.ts'
import { callsOf } from '../api/view-calls.ts'
import { hrefOf, parameters, view } from './address.ts'
import { changeBy } from './change-by.ts'
import { numberText, words } from './language.ts'
import { loadTags } from './load.ts'
import { may } from './me.ts'

interface Props {
  answers: readonly ListedAnswer[]
  /** Ids of the ticked answers; if there are none, all that are shown are meant. */
  chosen: Signal<ReadonlySet<string>>
}

/** Tags the answers shown by hand, or removes a tag from them: the ticked ones, or all. */
export function Tagging({ answers, chosen }: Props) {
  const say = words.value
  const found = loadTags(callsOf(view.value, parameters.value).tags)
  const tags = found.state === 'there' ? found.answer.tags : []
  const said = useSignal<{ text: string; isProblem: boolean } | null>(null)
  const ticked = answers.filter(({ id }) => chosen.value.has(id))
  const meant = ticked.length > 0 ? ticked : answers
  const count = numberText(meant.length)
  if (answers.length === 0 || !may('follow-up')) return null

  const give = async (form: HTMLFormElement | null, on: boolean) => {
    if (!form) return
    const tag = String(new FormData(form).get('tag')).trim()
    if (!form.reportValidity()) return
    const isNew = on && !tags.some(known => known.name.toLowerCase() === tag.toLowerCase())
    const made = isNew ? await changeBy('tags', { name: tag }, TagList) : null
    const sent =
      made !== null && made.problem !== null
        ? made
        : await changeBy('tags/answers', { tag, ids: meant.map(({ id }) => id), on }, TaggingAnswer)
    said.value =
      sent.problem === null
        ? { text: on ? say.tagged(count, tag) : say.untagged(count, tag), isProblem: false }
        : { text: sent.problem, isProblem: true }
    if (sent.problem === null) chosen.value = new Set()
  }

  return (
    <form
      class="search tagging"
      aria-label={say.tagging}
      onSubmit={event => {
        event.preventDefault()
        void give(event.currentTarget, true)
      }}
    >
      <label>
        {ticked.length > 0 ? say.tagTicked(count) : say.tagShown(count)}
        <input name="tag" list="tags" required maxLength={60} autocomplete="off" />
        <datalist id="tags">
          {tags.map(({ tag, name }) => (
            <option key={tag} value={name} />
          ))}
        </datalist>
      </label>
      <button type="submit">{say.giveTag}</button>
      <button type="button" onClick={event => void give(event.currentTarget.form, false)}>
        {say.takeTag}
      </button>
      <p class={said.value?.isProblem ? 'problem' : 'hint'} role="status">
        {said.value?.text ?? say.taggingHelp}
      </p>
    </form>
  )
}

/** An answer's tags, each linking to all answers that have it. */
export function AnswerTags({ tags }: Pick<ListedAnswer, 'tags'>) {
  if (tags.length === 0) return null
  return (
    <ul class="chips" aria-label={words.value.views.tags}>
      {tags.map(({ tag, name }) => (
        <li key={tag}>
          <a href={hrefOf('answers', { tag })}>{name}</a>
        </li>
      ))}
    </ul>
  )
}
