import { h } from 'preact'
import { documentOf } from './document.ts'
import { peopleWords, type ReportLanguage } from './words/language-of.ts'

interface Login {
  /** The report's page that it leads to. */
  to: string
  /** Why the last try opened nothing; null at the first. */
  problem: string | null
  /** By which they tried to sign in. */
  name?: string
  /** What they had typed into a form whose session had ended, by the names of its fields: it is taken along. */
  typed?: Readonly<Record<string, string>>
  /** @default English */
  language?: ReportLanguage
}

/** Before the names of fields of the form that somebody goes on with. */
export const typedPrefix = 'typed-'

/** Where a member types name and password, or the operator the token. */
export function loginPage({ to, problem, name, typed = {}, language = 'en' }: Login): string {
  const say = peopleWords(language)
  const kept = Object.entries(typed)
  // Whoever tried by a name goes on there; each form says what was wrong with its own try.
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
      // For the browser's password store, which wants a name to keep the token by.
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
