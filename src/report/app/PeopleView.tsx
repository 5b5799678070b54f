import { useSignal } from '@preact/signals'
import type { TargetedSubmitEvent } from 'preact'
import * as z from 'zod/mini'
import {
  LinkAnswer,
  longestMemberName,
  type Member,
  MembersAnswer,
  type OpenInvitation,
} from '../api/people.ts'
import { type Role, roles } from '../api/roles.ts'
import { callsOf } from '../api/view-calls.ts'
import { parameters, view } from './address.ts'
import { changeBy } from './change-by.ts'
import { emptyForm } from './empty-form.ts'
import { Fetched } from './Fetched.tsx'
import { instantText, numberText, words } from './language.ts'
import { loadMembers } from './load.ts'
import { me } from './me.ts'
import { useSent } from './Sent.tsx'

/** Who may sign in, what they may do, and who is invited. */
export function PeopleView() {
  return (
    <>
      <Invite />
      <Fetched call={callsOf(view.value, parameters.value).main} load={loadMembers}>
        {answer => (
          <>
            <Members members={answer.members} />
            <Invitations invitations={answer.invitations} />
          </>
        )}
      </Fetched>
    </>
  )
}

function Members({ members }: { members: readonly Member[] }) {
  const say = words.value.people
  return (
    <section class="card" aria-labelledby="members">
      <h2 id="members">{say.members}</h2>
      {members.length === 0 ? <p class="none">{say.noMembers}</p> : null}
      <ul class="tag-list">
        {members.map(member => (
          <li key={member.id}>
            <OneMember member={member} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OneMember({ member }: { member: Member }) {
  const say = words.value.people
  const { id, name, role, joined, seen, sessions, hasPassword } = member
  return (
    <>
      <h3>
        {name} {me.value?.id === id ? <span class="hint">({say.you})</span> : null}
      </h3>
      <p class="meta">
        <strong>{say.roles[role]}</strong>
        <span>{say.joined(instantText(joined))}</span>
        <span>{seen === null ? say.notSignedIn : say.lastSeen(instantText(seen))}</span>
        {sessions > 0 ? <span>{say.sessionCount(numberText(sessions), sessions === 1)}</span> : null}
        {hasPassword ? null : <span>{say.noPassword}</span>}
      </p>
      <details class="noting">
        <summary>{say.change(name)}</summary>
        <ChangeForm member={member} />
        <MemberActions member={member} />
      </details>
    </>
  )
}

function RoleChoice({ chosen }: { chosen: Role }) {
  const say = words.value.people
  return (
    <fieldset class="roles">
      <legend>{say.role}</legend>
      {roles.map(role => (
        <label key={role} class="switch">
          <input type="radio" name="role" value={role} defaultChecked={role === chosen} />
          <span>
            <strong>{say.roles[role]}</strong> <span class="hint">{say.roleHelp[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const field = (form: HTMLFormElement, name: string): string => String(new FormData(form).get(name) ?? '')

function ChangeForm({ member: { id, name, role } }: { member: Member }) {
  const say = words.value.people
  const { said, follow } = useSent()
  const keep = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const change = { name: field(form, 'name'), role: field(form, 'role') }
    follow(await changeBy(`members/${id}`, change, MembersAnswer), say.saved)
  }
  return (
    <form onSubmit={event => void keep(event)}>
      <label>
        {say.memberName}
        <input
          name="name"
          required
          maxLength={longestMemberName}
          autocomplete="off"
          spellcheck={false}
          defaultValue={name}
        />
      </label>
      <RoleChoice chosen={role} />
      <button type="submit">{say.save}</button>
      {said}
    </form>
  )
}

/** What can be done to a member besides changing them. */
function MemberActions({ member: { id, name, sessions } }: { member: Member }) {
  const say = words.value.people
  const { said, follow } = useSent()
  const link = useSignal<LinkAnswer | null>(null)
  const isAsked = useSignal(false)
  const make = async () => {
    const sent = await changeBy(`members/${id}/link`, {}, LinkAnswer)
    if (follow(sent) && sent.problem === null) link.value = sent.answer
  }
  const act = async (what: string) => follow(await changeBy(`members/${id}/${what}`, {}, MembersAnswer))
  return (
    <>
      <p class="actions">
        <button type="button" class="small" aria-label={say.makeLinkFor(name)} onClick={() => void make()}>
          {say.makeLink}
        </button>
        {sessions > 0 ? (
          <button
            type="button"
            class="small"
            aria-label={say.endSessionsOf(name)}
            onClick={() => void act('sessions/end')}
          >
            {say.endSessions}
          </button>
        ) : null}
        {isAsked.value ? null : (
          <button
            type="button"
            class="small danger"
            aria-label={say.removeOne(name)}
            onClick={() => (isAsked.value = true)}
          >
            {say.remove}
          </button>
        )}
      </p>
      {isAsked.value ? (
        <>
          <p role="status">{say.removeSure(name)}</p>
          <p class="actions">
            <button
              type="button"
              class="small danger"
              ref={button => button?.focus()}
              onClick={() => void act('remove')}
            >
              {say.removeSurely(name)}
            </button>
            <button type="button" class="small" onClick={() => (isAsked.value = false)}>
              {say.keep}
            </button>
          </p>
        </>
      ) : null}
      {link.value ? <NewLink link={link.value} /> : null}
      {said}
    </>
  )
}

function Invite() {
  const say = words.value.people
  const { said, follow } = useSent()
  const link = useSignal<LinkAnswer | null>(null)
  const make = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const invitation = { role: field(form, 'role'), for: field(form, 'for') }
    const sent = await changeBy('members', invitation, LinkAnswer)
    if (!follow(sent) || sent.problem !== null) return
    link.value = sent.answer
    emptyForm(form, fields)
  }
  return (
    <section class="card" aria-labelledby="invite">
      <h2 id="invite">{say.invite}</h2>
      <p class="hint">{say.inviteHelp}</p>
      <form onSubmit={event => void make(event)}>
        <label>
          {say.inviteFor}
          <input name="for" maxLength={80} autocomplete="off" spellcheck={false} />
        </label>
        <RoleChoice chosen="view" />
        <button type="submit">{say.makeInvitation}</button>
      </form>
      {link.value ? <NewLink key={link.value.path} link={link.value} /> : null}
      {said}
    </section>
  )
}

/** A link just created: it is shown this once. */
function NewLink({ link: { path, ends } }: { link: LinkAnswer }) {
  const say = words.value.people
  const isCopied = useSignal(false)
  const address = new URL(path, location.origin).href
  const copy = async (input: HTMLInputElement | null | undefined) => {
    input?.select()
    try {
      await navigator.clipboard.writeText(address)
      isCopied.value = true
    } catch {
      // If the page may not write to the clipboard, the selected text can still be copied by hand.
    }
  }
  return (
    <div class="new-link">
      <label>
        {say.linkFor}
        <input
          readOnly
          value={address}
          ref={input => input?.focus()}
          onFocus={event => event.currentTarget.select()}
        />
      </label>
      <button
        type="button"
        class="small"
        onClick={event => void copy(event.currentTarget.parentElement?.querySelector('input'))}
      >
        {say.copy}
      </button>
      <p class="hint" role="status">
        {isCopied.value ? `${say.copied} ` : ''}
        {say.linkOnce(instantText(ends))}
      </p>
    </div>
  )
}

function Invitations({ invitations }: { invitations: readonly OpenInvitation[] }) {
  const say = words.value.people
  const { said, follow } = useSent()
  if (invitations.length === 0) return said
  const withdraw = async (id: string) => follow(await changeBy(`invitations/${id}/withdraw`, {}, z.unknown()))
  return (
    <section class="card" aria-labelledby="invitations">
      <h2 id="invitations">{say.invitations}</h2>
      <ul class="tag-list">
        {invitations.map(({ id, role, for: whom, by, ends }) => (
          <li key={id}>
            <p class="meta">
              <strong>{whom || say.nobodyNamed}</strong>
              <span>{say.roles[role]}</span>
              <span>{say.invitedBy(by, instantText(ends))}</span>
              <button
                type="button"
                class="small"
                aria-label={say.withdrawFor(whom || say.roles[role])}
                onClick={() => void withdraw(id)}
              >
                {say.withdraw}
              </button>
            </p>
          </li>
        ))}
      </ul>
      {said}
    </section>
  )
}
