import type { Frequent } from '../../words/frequent.ts'
import { callsOf } from '../api/view-calls.ts'
import type { WordsAnswer, WordsGroup } from '../api/words-answer.ts'
import { hrefOf, parameters, view } from './address.ts'
import { Fetched } from './Fetched.tsx'
import { numberText, words } from './language.ts'
import { loadWords } from './load.ts'
import { EmptyState } from './Overview.tsx'
import { upperFirst } from './Shares.tsx'

/** The words that promoters, passives and detractors write, each linking to the answers that contain it. */
export function WordsView() {
  return (
    <Fetched call={callsOf(view.value, parameters.value).main} load={loadWords}>
      {answer => <Groups answer={answer} />}
    </Fetched>
  )
}

function Groups({ answer: { groups, isCut } }: { answer: WordsAnswer }) {
  const say = words.value
  if (groups.every(({ texts }) => texts === 0)) return <EmptyState />
  return (
    <>
      <p class="hint">{say.wordsHelp}</p>
      {isCut ? <p class="hint">{say.wordsCut}</p> : null}
      <div class="word-groups">
        {groups.map(group => (
          <Group key={group.category} group={group} />
        ))}
      </div>
    </>
  )
}

function Group({ group: { category, texts, words: single, pairs } }: { group: WordsGroup }) {
  const say = words.value
  const id = `words-${category}`
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id} class={`given ${category}`}>
        {upperFirst(say.groups[category])} <span class="hint">{say.scores[category]}</span>
      </h2>
      <p class="hint">{say.texts(numberText(texts), texts === 1)}</p>
      {single.length === 0 ? <p class="none">{say.noWords}</p> : null}
      <List {...{ category, texts, frequent: single, label: say.singleWords }} />
      <List {...{ category, texts, frequent: pairs, label: say.wordPairs }} />
    </section>
  )
}

interface ListProps {
  category: WordsGroup['category']
  texts: number
  frequent: readonly Frequent[]
  label: string
}

function List({ category, texts, frequent, label }: ListProps) {
  if (frequent.length === 0) return null
  return (
    <>
      <h3>{label}</h3>
      <ol class="words">
        {frequent.map(phrase => {
          const text = phrase.words.join(' ')
          return (
            <li key={text}>
              <a href={hrefOf('answers', { words: `"${text}"`, category })}>
                <bdi>{text}</bdi>
              </a>
              <span class="hint">{numberText(phrase.texts)}</span>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect class={category} width={(100 * phrase.texts) / texts} height={4} />
              </svg>
            </li>
          )
        })}
      </ol>
    </>
  )
}
