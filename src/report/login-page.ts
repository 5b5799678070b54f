import { h } from 'preact'
import { documentOf } from './document.ts'

interface Login {
  /** The report's page that it leads to. */
  to: string
  /** Why the last try opened nothing; null at the first. */
  problem: string | null
}

/** Where the operator types the token. */
export function loginPage({ to, problem }: Login): string {
  return documentOf(
    { title: 'Sign in to the report', signedIn: false },
    h(
      'form',
      { class: 'card login', method: 'post', action: '/login' },
      // For the browser's password store, which wants a name to keep the token by.
      h('input', {
        type: 'text',
        name: 'username',
        autocomplete: 'username',
        value: 'operator',
        readonly: true,
        hidden: true,
      }),
      h('input', { type: 'hidden', name: 'to', value: to }),
      h('label', { for: 'token' }, 'The operator’s token'),
      h('input', {
        id: 'token',
        name: 'token',
        type: 'password',
        autocomplete: 'current-password',
        required: true,
        autofocus: true,
        'aria-describedby': problem ? 'wrong where' : 'where',
        'aria-invalid': problem ? 'true' : undefined,
      }),
      problem ? h('p', { id: 'wrong', class: 'problem', role: 'alert' }, problem) : null,
      h(
        'p',
        { id: 'where', class: 'hint' },
        'It is in the file ',
        h('code', null, 'token'),
        ' in the collector’s data folder, unless you set it with ',
        h('code', null, 'HOWLIKELY_TOKEN'),
        '.',
      ),
      h('button', { type: 'submit' }, 'Show the report'),
    ),
  )
}
