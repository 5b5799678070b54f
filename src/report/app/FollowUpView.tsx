import { useSignal } from '@preact/signals'
import { type FollowUpList, queues, type StateFilter, usualQueue } from '../api/follow-up.ts'
import { callsOf } from '../api/view-calls.ts'
import { change, hrefOf, parameters, view } from './address.ts'
import { Fetched } from './Fetched.tsx'
import { FollowedCard } from './FollowedCard.tsx'
import { FollowUpForm } from './FollowUpForm.tsx'
import { numberText, words } from './language.ts'
import { loadFollowUps } from './load.ts'

/** Whom to call back: who is waiting, who takes care of it, and what was done. */
export function FollowUpView() {
  return (
    <>
      <Queues />
      <Fetched call={callsOf(view.value, parameters.value).main} load={loadFollowUps}>
        {answer => (
          <>
            <Narrowing answer={answer} />
            <List answer={answer} />
          </>
        )}
      </Fetched>
    </>
  )
}

function Queues() {
  const say = words.value.followUp
  const chosen = parameters.value.get('queue') ?? usualQueue
  return (
    <nav class="views queues" aria-label={say.queuesLabel}>
      <ul>
        {queues.map(queue => (
          <li key={queue}>
            <a href={hrefOf('follow-up', { queue })} aria-current={queue === chosen ? 'page' : undefined}>
              {say.queues[queue]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const stateFilters: readonly StateFilter[] = ['open', 'new', 'contacted', 'solved', 'lost', 'all']

/** The filters of this list, besides those of every view. */
function Narrowing({ answer: { me, team } }: { answer: FollowUpList }) {
  const say = words.value.followUp
  const chosen = parameters.value
  const others = team.filter(({ id }) => id !== me.id)
  return (
    <div class="choices">
      <label>
        {say.state}
        <select
          value={chosen.get('state') ?? 'open'}
          onChange={event => change({ state: event.currentTarget.value })}
        >
          {stateFilters.map(state => (
            <option key={state} value={state}>
              {say.stateFilters[state]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say.owner}
        <select
          value={chosen.get('owner') ?? ''}
          onChange={event => change({ owner: event.currentTarget.value })}
        >
          <option value="">{say.anybody}</option>
          <option value="me">{say.mine}</option>
          <option value="none">{say.nobodys}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="switch">
        <input
          type="checkbox"
          checked={chosen.get('due') === 'today'}
          onChange={event => change({ due: event.currentTarget.checked ? 'today' : null })}
        />
        {say.dueToday}
      </label>
      <label class="switch">
        <input
          type="checkbox"
          checked={chosen.get('contact') === 'allowed'}
          onChange={event => change({ contact: event.currentTarget.checked ? 'allowed' : null })}
        />
        {say.onlyAllowed}
      </label>
    </div>
  )
}

function List({ answer: { answers, next, me, team, at } }: { answer: FollowUpList }) {
  const say = words.value.followUp
  const chosen = useSignal<ReadonlySet<string>>(new Set())
  const said = useSignal('')
  const queue = queues.find(name => name === parameters.value.get('queue')) ?? usualQueue
  const ticked = answers.filter(({ id }) => chosen.value.has(id))
  const count = numberText(ticked.length)
  return (
    <section class="card follow-ups" aria-label={words.value.views['follow-up']}>
      <p class="hint">{say.queueHelp[queue]}</p>
      {answers.length === 0 ? (
        <>
          <p class="none">{say.none}</p>
          <p>{say.noneHelp}</p>
        </>
      ) : (
        <p class="hint">{say.found(numberText(answers.length), answers.length === 1)}</p>
      )}
      <p class="hint saved" role="status" tabIndex={-1}>
        {said.value}
      </p>
      {me.mayFollowUp ? null : <p class="hint">{say.onlyView}</p>}
      {me.mayFollowUp && answers.length > 1 ? (
        <fieldset class="bulk">
          <legend>{ticked.length > 0 ? say.forTicked(count, ticked.length === 1) : say.tickHelp}</legend>
          {ticked.length > 0 ? (
            <FollowUpForm
              answers={ticked}
              me={me}
              team={team}
              onSaved={(text, left) => {
                said.value = text
                chosen.value = new Set(left)
              }}
            />
          ) : null}
        </fieldset>
      ) : null}
      <ol class="answers">
        {answers.map(answer => (
          <li key={answer.id}>
            <FollowedCard {...{ answer, me, team, chosen, said, at }} />
          </li>
        ))}
      </ol>
      <ul class="ways">
        {next === null ? null : (
          <li>
            <a href={hrefOf('follow-up', { after: next })}>{say.more}</a>
          </li>
        )}
        {parameters.value.has('after') ? (
          <li>
            <a href={hrefOf('follow-up')}>{say.top}</a>
          </li>
        ) : null}
      </ul>
    </section>
  )
}
