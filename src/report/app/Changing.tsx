import { useSignal } from '@preact/signals'
import type { Sent } from './change-by.ts'
import { words } from './language.ts'

/** The outcome of a change: a sentence about what went wrong, or null. */
export function useProblem() {
  const problem = useSignal<string | null>(null)
  return {
    problem:
      problem.value === null ? null : (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      ),
    /** Returns whether it was done. */
    follow(sent: Sent): boolean {
      problem.value = sent.problem
      return sent.problem === null
    },
  }
}

interface RemoveProps {
  name: string
  /** The label of the button that does it. */
  surely: string
  remove: () => Promise<Sent>
}

/** Removes something, after asking once more because others use it, too. */
export function Remove({ name, surely, remove }: RemoveProps) {
  const say = words.value
  const isAsked = useSignal(false)
  const { problem, follow } = useProblem()
  if (!isAsked.value)
    return (
      <button
        type="button"
        class="small"
        aria-label={say.alerts.removeOf(name)}
        onClick={() => (isAsked.value = true)}
      >
        {say.alerts.remove}
      </button>
    )
  return (
    <>
      <button
        type="button"
        class="small danger"
        aria-label={`${surely}: ${name}`}
        ref={button => button?.focus()}
        onClick={async () => void follow(await remove())}
      >
        {surely}
      </button>
      <button type="button" class="small" onClick={() => (isAsked.value = false)}>
        {say.keepIt}
      </button>
      {problem}
    </>
  )
}
