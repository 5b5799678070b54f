import { h } from 'preact'
import { longestMemberName, longestPassword, shortestPassword } from './api/people.ts'
import type { Role } from './api/roles.ts'
import { documentOf } from './document.ts'
import { peopleWords, type ReportLanguage } from './words/language-of.ts'

interface Link {
  /** The code in the link. */
  code: string
  language: ReportLanguage
  /** What was wrong with the last try, and with which field. @default nothing */
  problem?: { field: 'name' | 'password'; text: string } | null
}

/** The page on which somebody invited chooses a name and a password. */
export function joinPage({
  code,
  role,
  name,
  problem = null,
  language,
}: Link & { role: Role; name: string }): string {
  const say = peopleWords(language)
  return documentOf(
    { title: say.joinTitle, signedIn: false, language },
    h('p', null, say.joinHelp(say.roles[role]), ' ', say.roleHelp[role]),
    h(
      'form',
      { class: 'card login', method: 'post', action: '/join' },
      h('input', { type: 'hidden', name: 'code', value: code }),
      h('label', { for: 'name' }, say.name),
      h('input', {
        id: 'name',
        name: 'name',
        type: 'text',
        autocomplete: 'username',
        spellcheck: false,
        required: true,
        maxLength: longestMemberName,
        defaultValue: name,
        autofocus: problem?.field !== 'password',
        ...described(problem?.field === 'name', 'name-help'),
      }),
      problem?.field === 'name' ? h(Wrong, { text: problem.text }) : null,
      h('p', { id: 'name-help', class: 'hint' }, say.joinNameHelp),
      h(Password, {
        label: say.newPassword,
        help: say.passwordHelp(shortestPassword),
        problem,
        required: true,
      }),
      h('button', { type: 'submit' }, say.join),
    ),
  )
}

/** The page on which a member uses a sign-in link. The link is not used up by opening it, since link previews do that, too. */
export function linkPage({ code, name, problem = null, language }: Link & { name: string }): string {
  const say = peopleWords(language)
  return documentOf(
    { title: say.linkTitle(name), signedIn: false, language },
    h('p', null, say.linkHelp),
    h(
      'form',
      { class: 'card login', method: 'post', action: '/join' },
      h('input', { type: 'hidden', name: 'code', value: code }),
      h('input', {
        type: 'text',
        name: 'name',
        autocomplete: 'username',
        value: name,
        readonly: true,
        hidden: true,
      }),
      h(Password, {
        label: say.optionalPassword,
        help: say.newPasswordHelp(shortestPassword),
        problem,
        required: false,
      }),
      h('button', { type: 'submit' }, say.signIn),
    ),
  )
}

/** For a link that was used, or has expired. */
export function usedLinkPage(language: ReportLanguage): string {
  const say = peopleWords(language)
  return documentOf(
    { title: say.usedLinkTitle, signedIn: false, language },
    h('p', null, say.usedLink),
    h('p', null, h('a', { href: '/report' }, say.back)),
  )
}

interface PasswordProps {
  label: string
  help: string
  problem: Link['problem']
  required: boolean
}

function Password({ label, help, problem, required }: PasswordProps) {
  const isWrong = problem?.field === 'password'
  return [
    h('label', { for: 'password' }, label),
    h('input', {
      id: 'password',
      name: 'password',
      type: 'password',
      autocomplete: 'new-password',
      required,
      minLength: shortestPassword,
      maxLength: longestPassword,
      autofocus: isWrong,
      ...described(isWrong, 'password-help'),
    }),
    isWrong ? h(Wrong, { text: problem?.text ?? '' }) : null,
    h('p', { id: 'password-help', class: 'hint' }, help),
  ]
}

const described = (isWrong: boolean, help: string) => ({
  'aria-describedby': isWrong ? `wrong ${help}` : help,
  'aria-invalid': isWrong ? ('true' as const) : undefined,
})

function Wrong({ text }: { text: string }) {
  return h('p', { id: 'wrong', class: 'problem', role: 'alert' }, text)
}
