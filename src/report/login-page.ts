import { h } from 'preact'
import { documentOf } from './document.ts'
import { peopleWords, type ReportLanguage } from './words/language-of.ts'

interface Login {
  /** The page of the report to go to afterwards. */
  to: string
  /** Why the last try failed; null on the first. */
  problem: string | null
  /** The name they tried to sign in with. */
  name?: string
  /** What they had typed into a form before finding their session ended, by field name; it is carried along. */
  typed?: Readonly<Record<string, string>>
  /** @default English */
  language?: ReportLanguage
}

/** Prefix for the field names of the form to go back to. */
export const typedPrefix = 'typed-'

/** The page on which a member types name and password, or the operator the token. */
export function loginPage({ to, problem, name, typed = {}, language = 'en' }: Login): string {
  const say = peopleWords(language)
  const kept = Object.entries(typed)
  // After a try with a name, that form stays open; each form says what was wrong with its own try.
  const isByName = name !== undefined
  const hidden = () => [
    h('input', { type: 'hidden', name: 'to', value: to }),
    kept.map(([field, value]) =>
      h('input', { key: field, type: 'hidden', name: typedPrefix + field, value }),
    ),
  ]
  const wrong = problem ? h('p', { id: 'wrong', class: 'problem', role: 'alert' }, problem) : null
  const ofWrong = { 'aria-describedby': 'wrong', 'aria-invalid': 'true' as const }
  return documentOf(
    { title: say.signInTitle, signedIn: false, language },
    kept.length > 0 ? h('p', { role: 'status' }, say.keptForYou) : null,
    h(
      'form',
      { class: 'card login', method: 'post', action: '/login' },
      hidden(),
      h('label', { for: 'name' }, say.name),
      h('input', {
        id: 'name',
        name: 'name',
        type: 'text',
        autocomplete: 'username',
        autocapitalize: 'none',
        spellcheck: false,
        required: true,
        maxLength: 80,
        defaultValue: name,
        autofocus: problem === null || isByName,
        ...(isByName && problem && ofWrong),
      }),
      h('label', { for: 'password' }, say.password),
      h('input', {
        id: 'password',
        name: 'password',
        type: 'password',
        autocomplete: 'current-password',
        required: true,
        maxLength: 200,
      }),
      isByName ? wrong : null,
      h('button', { type: 'submit' }, say.signIn),
      h('p', { class: 'hint' }, say.noAccount),
    ),
    h(
      'form',
      { class: 'card login', method: 'post', action: '/login' },
      // For the browser's password store, which needs a user name to store the token under.
      h('input', {
        type: 'text',
        name: 'username',
        autocomplete: 'username',
        value: 'operator',
        readonly: true,
        hidden: true,
      }),
      hidden(),
      h('label', { for: 'token' }, say.token),
      h('input', {
        id: 'token',
        name: 'token',
        type: 'password',
        autocomplete: 'current-password',
        required: true,
        autofocus: problem !== null && !isByName,
        'aria-describedby': problem && !isByName ? 'wrong where' : 'where',
        'aria-invalid': problem && !isByName ? 'true' : undefined,
      }),
      isByName ? null : wrong,
      h('p', { id: 'where', class: 'hint' }, say.tokenWhere),
      h('button', { type: 'submit', class: 'quiet' }, say.orToken),
    ),
  )
}
