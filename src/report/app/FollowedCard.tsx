import { type Signal, useSignal } from '@preact/signals'
import { categoryOf } from '../../figures/category.ts'
import type { FollowedAnswer, FollowUp, FollowUpList, FollowUpStep, TeamMember } from '../api/follow-up.ts'
import { FollowUpForm, postFollowUp } from './FollowUpForm.tsx'
import { dateText, instantText, moneyText, numberText, words } from './language.ts'
import { surveyName } from './names.ts'
import { AnswerTags } from './Tagging.tsx'

const day = 86_400_000

interface Props {
  answer: FollowedAnswer
  me: FollowUpList['me']
  team: readonly TeamMember[]
  /** Ids of the answers that are ticked. */
  chosen: Signal<ReadonlySet<string>>
  /** What was last done, announced on the page. */
  said: Signal<string>
  /** When the list was made, milliseconds since 1970. */
  at: number
}

/** An answer to follow up: what was said, how to reach the person, how far the follow-up has come, and what to do next. */
export function FollowedCard({ answer, me, team, chosen, said, at }: Props) {
  const all = words.value
  const say = all.followUp
  /** Its state as changed by somebody else, if saving revealed that. */
  const meanwhile = useSignal<FollowUp | null>(null)
  const followUp =
    meanwhile.value !== null && meanwhile.value.version > answer.followUp.version
      ? meanwhile.value
      : answer.followUp
  const now = { ...answer, followUp }
  return (
    <article class="answer followed">
      <div class="heads">
        {me.mayFollowUp ? (
          <label class={`given switch ${categoryOf(answer.score)}`}>
            <input
              type="checkbox"
              checked={chosen.value.has(answer.id)}
              onChange={event => {
                const others = [...chosen.value].filter(id => id !== answer.id)
                chosen.value = new Set(event.currentTarget.checked ? [...others, answer.id] : others)
              }}
            />
            <Given answer={answer} />
          </label>
        ) : (
          <p class={`given ${categoryOf(answer.score)}`}>
            <Given answer={answer} />
          </p>
        )}
        <FollowUpStatus followUp={followUp} at={at} />
      </div>
      {answer.reason === null ? (
        <p class="hint">{all.noText}</p>
      ) : (
        <blockquote lang={answer.language} dir="auto">
          {answer.reason}
        </blockquote>
      )}
      <AnswerTags tags={answer.tags} />
      <Context answer={answer} at={at} />
      <Reach answer={answer} said={said} />
      {me.mayFollowUp ? (
        <div class="acts">
          {followUp.owner === null ? (
            <button
              type="button"
              onClick={async () => {
                const { problem, overtaken } = await postFollowUp([now], { owner: 'me' })
                meanwhile.value = overtaken[0]?.followUp ?? null
                said.value = problem ?? say.saved('1', true)
              }}
            >
              {say.take}
            </button>
          ) : null}
          <details>
            <summary>{say.edit}</summary>
            <FollowUpForm
              answers={[now]}
              me={me}
              team={team}
              onOvertaken={found => (meanwhile.value = found)}
              onSaved={text => (said.value = text)}
            />
          </details>
        </div>
      ) : null}
      <History steps={followUp.steps} />
    </article>
  )
}

function Given({ answer: { score, worth, currency } }: Pick<Props, 'answer'>) {
  return (
    <>
      <strong>{words.value.given(numberText(score))}</strong>
      {worth === null ? null : <span>{moneyText(worth, currency)}</span>}
    </>
  )
}

/** State, owner and due day at a glance. */
function FollowUpStatus({ followUp: { state, owner, due }, at }: { followUp: FollowUp; at: number }) {
  const say = words.value.followUp
  const isOpen = state === 'new' || state === 'contacted'
  const isLate = isOpen && due !== null && due < new Date(at).toISOString().slice(0, 10)
  return (
    <p class="standing">
      <span class={`state ${state}`}>{say.states[state]}</span>
      {owner === null ? null : <bdi>{say.ownedBy(owner.name)}</bdi>}
      {due === null || !isOpen ? null : (
        <span class={isLate ? 'late' : undefined}>
          {(isLate ? say.overdue : say.dueOn)(dateText(Date.parse(due)))}
        </span>
      )}
    </p>
  )
}

function Context({ answer, at }: { answer: FollowedAnswer; at: number }) {
  const say = words.value.followUp
  const days = Math.floor((at - answer.at) / day)
  const context = [
    surveyName(answer),
    days < 1 ? say.today : say.waited(numberText(days), days === 1),
    ...Object.entries(answer.properties).map(([name, found]) => `${name}: ${found}`),
    answer.lastContactAt === null ? null : say.lastContact(contactText(answer.lastContactAt)),
    answer.verified ? words.value.verifiedAnswer : null,
  ].filter(part => part !== null)
  return (
    <p class="meta">
      {context.map(part => (
        <bdi key={part}>{part}</bdi>
      ))}
    </p>
  )
}

/** As a date if the site has written one, or seconds or milliseconds since 1970; else as it was written. */
function contactText(written: string): string {
  const instant = /^\d+$/.test(written)
    ? Number(written) * (written.length <= 10 ? 1000 : 1)
    : Date.parse(written)
  return Number.isNaN(instant) ? written : dateText(instant)
}

/** The e-mail address and the order, each one click away; and whether the visitor may be contacted at all. */
function Reach({ answer: { mayContact, email, ref }, said }: Pick<Props, 'answer' | 'said'>) {
  const say = words.value.followUp
  return (
    <ul class="ways">
      <li>
        {mayContact && email !== null ? (
          <a href={`mailto:${encodeURIComponent(email)}`}>{say.write(email)}</a>
        ) : (
          <span class={mayContact ? undefined : 'forbidden'}>
            {mayContact ? say.mayContact : say.mayNotContact}
          </span>
        )}
      </li>
      {ref === null ? null : (
        <li>
          <button
            type="button"
            class="small"
            onClick={async () => {
              // Pages without TLS have no clipboard; the number is on the button all the same.
              await navigator.clipboard?.writeText(ref)
              said.value = say.copied(ref)
            }}
          >
            {say.copyRef(ref)}
          </button>
        </li>
      )}
    </ul>
  )
}

function History({ steps }: { steps: readonly FollowUpStep[] }) {
  const say = words.value.followUp
  if (steps.length === 0) return null
  return (
    <details class="history">
      <summary>{say.history(numberText(steps.length), steps.length === 1)}</summary>
      <ol>
        {steps.map(({ at, by, state, owner, due, note }) => (
          <li key={at}>
            <p class="meta">
              <bdi>{by.name}</bdi>
              <span>{instantText(at)}</span>
              {state === undefined ? null : <span>{say.toState(state)}</span>}
              {owner === undefined ? null : <bdi>{say.toOwner(owner?.name ?? null)}</bdi>}
              {due === undefined ? null : (
                <span>{say.toDue(due === null ? null : dateText(Date.parse(due)))}</span>
              )}
            </p>
            {note === undefined ? null : <p dir="auto">{note}</p>}
          </li>
        ))}
      </ol>
    </details>
  )
}
