import { useEffect } from 'preact/hooks'
import { type ListedMessage, messageStates, type OutgoingAnswer } from '../api/alerts.ts'
import { change, hrefOf, parameters } from './address.ts'
import { Fetched } from './Fetched.tsx'
import { instantText, numberText, scoreText, words } from './language.ts'
import { loadOutgoing, lookAgain } from './load.ts'
import { surveyName } from './names.ts'

/** Milliseconds between refreshes of the list while it is visible. */
const lookEvery = 3000

/** What was sent, what waits, and what failed and why; refreshed while the page is visible. */
export function Outgoing({ call }: { call: string }) {
  const say = words.value.alerts
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void lookAgain(call)
    }, lookEvery)
    return () => clearInterval(timer)
  }, [call])
  return (
    <section class="card" aria-labelledby="outgoing">
      <h2 id="outgoing">{say.outgoing}</h2>
      <p class="hint">{say.outgoingHelp}</p>
      <label class="which">
        {say.which}
        <select
          value={parameters.value.get('outgoing') ?? ''}
          onChange={({ currentTarget }) => change({ outgoing: currentTarget.value, older: null })}
        >
          <option value="">{say.allMessages}</option>
          {messageStates.map(state => (
            <option key={state} value={state}>
              {say.states[state]}
            </option>
          ))}
        </select>
      </label>
      <Fetched call={call} load={loadOutgoing}>
        {answer => <List answer={answer} />}
      </Fetched>
    </section>
  )
}

function List({ answer: { messages, next } }: { answer: OutgoingAnswer }) {
  const say = words.value.alerts
  return (
    <>
      {messages.length === 0 ? <p class="none">{say.noMessages}</p> : null}
      <ol class="tag-list" aria-labelledby="outgoing">
        {messages.map(message => (
          <li key={message.id}>
            <Message message={message} />
          </li>
        ))}
      </ol>
      <ul class="ways">
        {next === null ? null : (
          <li>
            <a href={hrefOf('alerts', { older: next })}>{say.older}</a>
          </li>
        )}
        {parameters.value.has('older') ? (
          <li>
            <a href={hrefOf('alerts', { older: null })}>{say.newest}</a>
          </li>
        ) : null}
      </ul>
    </>
  )
}

function Message({ message }: { message: ListedMessage }) {
  const say = words.value.alerts
  const { kind, state, destination, rule, site, survey, score } = message
  const { madeAt, sentAt, nextAt, tries, status, problem } = message
  const about = [
    rule ?? say.messages[kind],
    ...(survey === null ? [] : [surveyName({ site: site ?? 'main', survey })]),
    ...(score === null ? [] : [kind === 'fall' ? scoreText(score) : say.scored(numberText(score))]),
  ]
  return (
    <>
      <p class="sent">
        <strong class={`state is-${state}`}>{say.states[state]}</strong> {about.join(' · ')} →{' '}
        {destination ?? say.removedDestination}
      </p>
      <p class="meta">
        <span>{sentAt === null ? say.madeAt(instantText(madeAt)) : say.sentAt(instantText(sentAt))}</span>
        {tries > 1 || (sentAt === null && tries > 0) ? (
          <span>{say.tries(numberText(tries), tries === 1)}</span>
        ) : null}
        {nextAt !== null && tries > 0 ? <span>{say.nextAt(instantText(nextAt))}</span> : null}
      </p>
      {problem === null ? null : (
        <p class="why">
          {say.problems[problem]}
          {status === null ? '' : ` (${status})`}
        </p>
      )}
    </>
  )
}
