import { useSignal } from '@preact/signals'
import type { TargetedSubmitEvent } from 'preact'
import { mostTags, type Tag, TagList } from '../api/tags.ts'
import { changeBy, type Sent } from './change-by.ts'
import { emptyForm } from './empty-form.ts'
import { words } from './language.ts'
import { may } from './me.ts'

/** Creates, changes and deletes the team's tags. */
export function TagEditor({ tags }: { tags: readonly Tag[] }) {
  const say = words.value
  if (!may('manage')) return null
  return (
    <section class="card" aria-labelledby="own-tags">
      <h2 id="own-tags">{say.ownTags}</h2>
      <p class="hint">{say.ownTagsHelp}</p>
      <ul class="tag-list">
        {tags.map(tag => (
          <li key={tag.tag}>
            <details>
              <summary>
                <strong>{tag.name}</strong> <span class="hint">{tag.words || say.byHandOnly}</span>
              </summary>
              <TagForm tag={tag} />
            </details>
          </li>
        ))}
      </ul>
      {tags.length < mostTags ? (
        <>
          <h3>{say.newTag}</h3>
          <TagForm tag={null} />
        </>
      ) : null}
    </section>
  )
}

/** @param tag null: a new one */
function TagForm({ tag }: { tag: Tag | null }) {
  const say = words.value
  const problem = useSignal<string | null>(null)
  const isSure = useSignal(false)
  const follow = (sent: Sent) => {
    problem.value = sent.problem
    return sent.problem === null
  }
  const keep = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const [name, written] = ['name', 'words'].map(field => String(fields.get(field)))
    const change = { name, words: written, ...(tag && { was: tag.tag }) }
    if (follow(await changeBy('tags', change, TagList)) && tag === null) emptyForm(form, fields)
  }
  const forget = async () => {
    if (tag) follow(await changeBy('tags/erase', { tag: tag.tag }, TagList))
  }
  return (
    <form class="search" onSubmit={event => void keep(event)}>
      <label>
        {say.tagName}
        <input name="name" required maxLength={60} autocomplete="off" defaultValue={tag?.name ?? ''} />
      </label>
      <label class="wide">
        {say.tagWords}
        <input
          name="words"
          maxLength={1000}
          autocomplete="off"
          defaultValue={tag?.words ?? ''}
          placeholder={say.tagWordsExample}
        />
      </label>
      <button type="submit">{tag ? say.keepTag : say.makeTag}</button>
      {tag === null ? null : isSure.value ? (
        <>
          <button type="button" onClick={() => void forget()}>
            {say.forgetSurely(tag.name)}
          </button>
          <button type="button" onClick={() => (isSure.value = false)}>
            {say.keepIt}
          </button>
        </>
      ) : (
        <button
          type="button"
          aria-label={`${say.forgetTag}: ${tag.name}`}
          onClick={() => (isSure.value = true)}
        >
          {say.forgetTag}
        </button>
      )}
      {problem.value === null ? null : (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
    </form>
  )
}
