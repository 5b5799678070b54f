import type { TargetedSubmitEvent } from 'preact'
import { Ended, longestPassword, MeAnswer, shortestPassword } from '../api/people.ts'
import { changeBy } from './change-by.ts'
import { Fetched } from './Fetched.tsx'
import { instantText, words } from './language.ts'
import { loadMe } from './load.ts'
import { useSent } from './Sent.tsx'

/** The user's own account: who they are here, their password, and where they are signed in. */
export function AccountView() {
  return (
    <Fetched call="me" load={loadMe}>
      {answer => <Account me={answer} />}
    </Fetched>
  )
}

function Account({ me }: { me: MeAnswer }) {
  const say = words.value.people
  return (
    <>
      <p>
        {me.isOperator ? say.asOperator : say.signedInAs(me.name, say.roles[me.role])}{' '}
        {me.isOperator ? null : say.roleHelp[me.role]}
      </p>
      {me.isOperator ? null : <PasswordForm hasPassword={me.hasPassword} name={me.name} />}
      <Sessions me={me} />
    </>
  )
}

function PasswordForm({ hasPassword, name }: { hasPassword: boolean; name: string }) {
  const say = words.value.people
  const { said, follow } = useSent()
  const keep = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const change = Object.fromEntries(
      [...new FormData(form)].filter(([field]) => field === 'current' || field === 'password'),
    )
    if (follow(await changeBy('me/password', change, MeAnswer), say.passwordChanged)) form.reset()
  }
  return (
    <section class="card" aria-labelledby="password">
      <h2 id="password">{say.changePassword}</h2>
      <form onSubmit={event => void keep(event)}>
        <input type="text" name="username" autocomplete="username" value={name} readOnly hidden />
        {hasPassword ? (
          <label>
            {say.currentPassword}
            <input
              name="current"
              type="password"
              autocomplete="current-password"
              required
              maxLength={longestPassword}
            />
          </label>
        ) : null}
        <label>
          {say.newPassword}
          <input
            name="password"
            type="password"
            autocomplete="new-password"
            required
            minLength={shortestPassword}
            maxLength={longestPassword}
            aria-describedby="password-help"
          />
        </label>
        <p id="password-help" class="hint">
          {say.passwordHelp(shortestPassword)}
        </p>
        <button type="submit">{say.changeIt}</button>
        {said}
      </form>
    </section>
  )
}

function Sessions({ me: { sessions } }: { me: MeAnswer }) {
  const say = words.value.people
  const { said, follow } = useSent()
  const end = async (which: { session?: string }) => follow(await changeBy('me/sessions/end', which, Ended))
  return (
    <section class="card" aria-labelledby="sessions">
      <h2 id="sessions">{say.yourSessions}</h2>
      {sessions.length === 0 ? <p class="none">{say.noSessions}</p> : null}
      <ul class="tag-list">
        {sessions.map(({ id, begun, seen, ends, isThis }) => (
          <li key={id}>
            <p class="meta">
              <strong>{say.begun(instantText(begun))}</strong>
              <span>{say.lastSeen(instantText(seen))}</span>
              <span>{say.until(instantText(ends))}</span>
              {isThis ? (
                <strong>{say.thisSession}</strong>
              ) : (
                <button
                  type="button"
                  class="small"
                  aria-label={say.endOne(instantText(begun))}
                  onClick={() => void end({ session: id })}
                >
                  {say.end}
                </button>
              )}
            </p>
          </li>
        ))}
      </ul>
      {sessions.length === 0 ? null : (
        <button type="button" onClick={() => void end({})}>
          {say.everywhere}
        </button>
      )}
      {said}
    </section>
  )
}
