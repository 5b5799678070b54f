import { type Signal, useSignal } from '@preact/signals'
import { categoryOf } from '../../figures/category.ts'
import type { AnswersAnswer, ListedAnswer } from '../api/figures-answer.ts'
import { callsOf } from '../api/view-calls.ts'
import { api, change, hrefOf, parameters, view } from './address.ts'
import { Fetched } from './Fetched.tsx'
import { instantText, moneyText, numberText, words } from './language.ts'
import { loadAnswers } from './load.ts'
import { surveyName } from './names.ts'
import { upperFirst } from './Shares.tsx'
import { segmentValueText } from './segment-words.ts'
import { AnswerTags, Tagging } from './Tagging.tsx'

const categories = ['promoter', 'passive', 'detractor'] as const

/** Single answers: what was said, about what, and by whom, as far as the site says. */
export function AnswersView() {
  return (
    <>
      <Search />
      <Fetched call={callsOf(view.value, parameters.value).main} load={loadAnswers}>
        {answer => <List answer={answer} />}
      </Fetched>
    </>
  )
}

function Search() {
  const say = words.value
  return (
    <div class="choices">
      <search>
        <form
          class="search"
          onSubmit={event => {
            event.preventDefault()
            change({ words: String(new FormData(event.currentTarget).get('words')).trim() })
          }}
        >
          <label>
            {say.search}
            <input
              key={parameters.value.get('words') ?? ''}
              type="search"
              name="words"
              maxLength={200}
              defaultValue={parameters.value.get('words') ?? ''}
              aria-describedby="search-help"
            />
          </label>
          <button type="submit">{say.apply}</button>
        </form>
      </search>
      <label>
        {say.category}
        <select
          value={parameters.value.get('category') ?? ''}
          onChange={event => change({ category: event.currentTarget.value })}
        >
          <option value="">{say.allGroups}</option>
          {categories.map(category => (
            <option key={category} value={category}>
              {upperFirst(say.groups[category])} ({say.scores[category]})
            </option>
          ))}
        </select>
      </label>
      <label class="switch">
        <input
          type="checkbox"
          checked={parameters.value.get('text') === 'only'}
          onChange={event => change({ text: event.currentTarget.checked ? 'only' : null })}
        />
        {say.withText}
      </label>
      <p id="search-help" class="hint">
        {say.searchHelp}
      </p>
    </div>
  )
}

function List({ answer: { answers, next, isCut } }: { answer: AnswersAnswer }) {
  const say = words.value
  const chosen = useSignal<ReadonlySet<string>>(new Set())
  return (
    <section class="card" aria-label={say.views.answers}>
      <p role="status" class="hint">
        {answers.length === 0 ? say.nothingFound : say.listed(numberText(answers.length))}
        {isCut ? ` ${say.searchedOnly}` : ''}
      </p>
      <Tagging answers={answers} chosen={chosen} />
      <ol class="answers">
        {answers.map(answer => (
          <li key={answer.id}>
            <Answer answer={answer} chosen={chosen} />
          </li>
        ))}
      </ol>
      {answers.length === 0 ? null : <Downloads />}
      <ul class="ways">
        {next === null ? null : (
          <li>
            <a href={hrefOf('answers', { after: next })}>{say.older}</a>
          </li>
        )}
        {parameters.value.has('after') ? (
          <li>
            <a href={hrefOf('answers')}>{say.newest}</a>
          </li>
        ) : null}
      </ul>
    </section>
  )
}

const files = [
  { name: 'csv', query: { format: 'csv' } },
  { name: 'semicolon', query: { format: 'csv', separator: 'semicolon', ids: 'text' } },
  { name: 'tab', query: { format: 'csv', separator: 'tab', ids: 'text' } },
  { name: 'json', query: { format: 'json' } },
] as const

/** Downloads of all answers that match the filters, not only those on this page. */
function Downloads() {
  const say = words.value
  const [, query = ''] = callsOf('answers', parameters.value).main.split('?')
  const hrefOfFile = (more: Readonly<Record<string, string>>) => {
    const wanted = new URLSearchParams(query)
    wanted.delete('after')
    for (const [name, value] of Object.entries(more)) wanted.set(name, value)
    return `${api}answers/export?${wanted}`
  }
  return (
    <details class="downloads">
      <summary>{say.download}</summary>
      <p class="hint">{say.downloadHelp}</p>
      <ul class="ways">
        {files.map(({ name, query: more }) => (
          <li key={name}>
            <a href={hrefOfFile(more)} download="">
              {say.files[name]}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

interface AnswerProps {
  answer: ListedAnswer
  chosen: Signal<ReadonlySet<string>>
}

function Answer({ answer, chosen }: AnswerProps) {
  const say = words.value
  const { score, reason, at, ref, page, device, value, currency, properties } = answer
  const context = [
    surveyName(answer),
    instantText(at),
    ref === null ? null : ref,
    value === null ? null : `${say.orderValue} ${moneyText(value, currency)}`,
    device === null ? null : segmentValueText('device', device),
    page === null ? null : pathOf(page),
    ...Object.entries(properties).map(([name, found]) => `${name}: ${found}`),
    answer.isConfirmed ? null : say.notSent,
    answer.mayContact ? say.mayContact : null,
    answer.verified ? say.verifiedAnswer : null,
  ].filter(part => part !== null)
  return (
    <article class="answer">
      <label class={`given switch ${categoryOf(score)}`}>
        <input
          type="checkbox"
          checked={chosen.value.has(answer.id)}
          onChange={event => {
            const others = [...chosen.value].filter(id => id !== answer.id)
            chosen.value = new Set(event.currentTarget.checked ? [...others, answer.id] : others)
          }}
        />
        <strong>{say.given(numberText(score))}</strong>
      </label>
      {reason === null ? (
        <p class="hint">{say.noText}</p>
      ) : (
        <blockquote lang={answer.language} dir="auto">
          {reason}
        </blockquote>
      )}
      <AnswerTags tags={answer.tags} />
      <p class="meta">
        {context.map(part => (
          <bdi key={part}>{part}</bdi>
        ))}
      </p>
    </article>
  )
}

/** The path alone: the host is the same in every row. */
const pathOf = (page: string) => page.replace(/^https?:\/\/[^/]*/, '') || '/'
