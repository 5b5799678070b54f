import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { Role } from '../api/roles.ts'
import { emptyForm } from './empty-form.ts'
import { words } from './language.ts'
import { type Written, write } from './load.ts'
import { may } from './me.ts'

interface FormProps {
  title: string
  /** The path to post it to, such as `events`. */
  path: string
  /** The role required: others don't see the form. */
  needed: Role
  /** Makes the request's body from the form's fields. */
  bodyOf: (fields: FormData) => Readonly<Record<string, unknown>>
  /** What to say once it is noted. */
  saidOf: (fields: FormData) => string
  button: string
  children: ComponentChildren
}

/** A form to note something, folded away until somebody wants it. The outcome is shown below it. */
export function NoteForm({ title, path, needed, bodyOf, saidOf, button, children }: FormProps) {
  const said = useSignal('')
  const problem = useSignal<Written | null>(null)
  if (!may(needed)) return null
  return (
    <details class="noting">
      <summary>{title}</summary>
      <form
        class="dates"
        onSubmit={async event => {
          event.preventDefault()
          const form = event.currentTarget
          const fields = new FormData(form)
          const written = await write('POST', path, bodyOf(fields))
          problem.value = written.state === 'there' ? null : written
          said.value = written.state === 'there' ? saidOf(fields) : ''
          if (written.state === 'there') emptyForm(form, fields)
        }}
      >
        {children}
        <button type="submit">{button}</button>
      </form>
      <p class="hint" role="status">
        {said.value}
      </p>
      {problem.value ? <Problem problem={problem.value} /> : null}
    </details>
  )
}

function Problem({ problem }: { problem: Written }) {
  const say = words.value
  return (
    <p class="problem" role="alert">
      {problem.state === 'refused' ? (
        say.refused(problem.field, problem.found, problem.allowed)
      ) : problem.state === 'signed-out' ? (
        <>
          {say.signedOut} <a href="/report">{say.signIn}</a>
        </>
      ) : problem.state === 'forbidden' ? (
        say.people.mayNot
      ) : (
        say.notWritten
      )}
    </p>
  )
}

/** Removes a note, after asking once more because others use it, too. */
export function RemoveNote({ path, name, needed }: { path: string; name: string; needed: Role }) {
  const say = words.value
  const isAsked = useSignal(false)
  const problem = useSignal<Written | null>(null)
  if (!may(needed)) return null
  if (!isAsked.value) {
    return (
      <button type="button" class="small" onClick={() => (isAsked.value = true)}>
        {say.removeEvent(name)}
      </button>
    )
  }
  return (
    <>
      <button
        type="button"
        class="small"
        onClick={async () => {
          const written = await write('DELETE', path)
          problem.value = written.state === 'there' ? null : written
        }}
        ref={button => button?.focus()}
        aria-label={`${say.removeNow}: ${name}`}
      >
        {say.removeNow}
      </button>{' '}
      <button type="button" class="small" onClick={() => (isAsked.value = false)}>
        {say.keep}
      </button>
      {problem.value ? <Problem problem={problem.value} /> : null}
    </>
  )
}
