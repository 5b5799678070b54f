import type { ComponentChildren } from 'preact'
import { words } from './language.ts'
import { type Loaded, tryAgain } from './load.ts'

interface Props<Answer> {
  call: string
  load: (call: string) => Loaded<Answer>
  children: (answer: Answer) => ComponentChildren
}

/** Shows the result of a call; reserves room while it is loading, and says what went wrong. */
export function Fetched<Answer>({ call, load, children }: Props<Answer>) {
  const found = load(call)
  const say = words.value
  switch (found.state) {
    case 'there':
      return <>{children(found.answer)}</>
    case 'loading':
      return (
        <p class="waiting" role="status">
          {say.loading}
        </p>
      )
    case 'refused':
      return (
        <p class="problem" role="alert">
          {say.refused(found.field, found.found, found.allowed)}
        </p>
      )
    case 'signed-out':
      return (
        <p class="problem" role="alert">
          {say.signedOut} <a href="/report">{say.signIn}</a>
        </p>
      )
    case 'forbidden':
      return (
        <p class="problem" role="alert">
          {say.people.mayNot}
        </p>
      )
    case 'failed':
      return (
        <p class="problem" role="alert">
          {say.failed}{' '}
          <button type="button" onClick={() => tryAgain(call)}>
            {say.again}
          </button>
        </p>
      )
  }
}
