import { useSignal } from '@preact/signals'
import type { TargetedSubmitEvent } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { words } from './language.ts'
import { refreshMe } from './load.ts'
import { me } from './me.ts'
import { signInWanted } from './send.ts'

/** Asks to sign in if the session ended while somebody was working; the page's contents stay. */
export function SignInDialog() {
  return signInWanted.value === null ? null : <Dialog />
}

function Dialog() {
  const say = words.value.people
  const dialog = useRef<HTMLDialogElement>(null)
  const problem = useSignal<string | null>(null)
  const byToken = useSignal(me.value?.isOperator ?? false)
  useEffect(() => dialog.current?.showModal(), [])
  const done = (isSignedIn: boolean) => signInWanted.value?.done(isSignedIn)

  const signIn = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = Object.fromEntries(new FormData(event.currentTarget))
    problem.value = await trySignIn(fields)
    if (problem.value !== null) return
    // Somebody else may have signed in, with more or fewer rights.
    void refreshMe()
    done(true)
  }

  return (
    <dialog ref={dialog} class="card" aria-labelledby="sign-in" onClose={() => done(false)}>
      <h2 id="sign-in">{say.dialogTitle}</h2>
      <p>{say.dialogHelp}</p>
      <form onSubmit={event => void signIn(event)}>
        {byToken.value ? (
          <label>
            {say.token}
            <input name="token" type="password" autocomplete="current-password" required autofocus />
          </label>
        ) : (
          <>
            <label>
              {say.name}
              <input
                name="name"
                autocomplete="username"
                autocapitalize="none"
                spellcheck={false}
                required
                maxLength={80}
                defaultValue={me.value?.isOperator ? '' : me.value?.name}
              />
            </label>
            <label>
              {say.password}
              <input
                name="password"
                autofocus={!me.value?.isOperator}
                type="password"
                autocomplete="current-password"
                required
                maxLength={200}
              />
            </label>
          </>
        )}
        {problem.value === null ? null : (
          <p class="problem" role="alert">
            {problem.value}
          </p>
        )}
        <p class="actions">
          <button type="submit">{say.signIn}</button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {say.cancel}
          </button>
        </p>
      </form>
      <button type="button" class="small" onClick={() => (byToken.value = !byToken.value)}>
        {byToken.value ? say.byName : say.orToken}
      </button>
    </dialog>
  )
}

/** Null if it worked, else why not. */
async function trySignIn(typed: Readonly<Record<string, FormDataEntryValue>>): Promise<string | null> {
  try {
    const response = await fetch('/login', {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(typed),
    })
    if (response.ok) return null
    const said: unknown = await response.json()
    return typeof said === 'object' && said !== null && 'error' in said ? String(said.error) : cannot()
  } catch {
    return cannot()
  }
}

const cannot = () => words.value.people.cannotSignIn
