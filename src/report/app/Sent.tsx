import { useSignal } from '@preact/signals'
import type { Sent } from './change-by.ts'

/** The outcome of a change, to be shown where it was made. */
export function useSent() {
  const result = useSignal<{ text: string; isProblem: boolean } | null>(null)
  return {
    said:
      result.value === null ? null : (
        <p
          class={result.value.isProblem ? 'problem' : 'hint'}
          role={result.value.isProblem ? 'alert' : 'status'}
        >
          {result.value.text}
        </p>
      ),
    /** Returns whether it was done. @param done what to say then @default nothing */
    follow(sent: Sent, done?: string): boolean {
      if (sent.problem !== null) result.value = { text: sent.problem, isProblem: true }
      else result.value = done === undefined ? null : { text: done, isProblem: false }
      return sent.problem === null
    },
  }
}
