import { signal } from '@preact/signals'

/** Somebody who has to sign in before something goes on. */
interface Waiting {
  /** @param isSignedIn false: they would rather not */
  done(isSignedIn: boolean): void
}

/** Null while nobody has to sign in; SignInDialog.tsx asks while it is there. */
export const signInWanted = signal<Waiting | null>(null)

let signingIn: Promise<boolean> | null = null

/** Whether somebody has signed in; all that waits for it asks once. */
function askToSignIn(): Promise<boolean> {
  signingIn ??= new Promise<boolean>(resolve => {
    signInWanted.value = { done: resolve }
  }).finally(() => {
    signInWanted.value = null
    signingIn = null
  })
  return signingIn
}

/**
 * Asks the collector. Where the session has ended, whoever works here is asked to sign in, over the page and with all that stands
 * in it, and then it is asked again: 401 is answered only where they did not.
 */
export async function send(path: string, init: RequestInit): Promise<Response> {
  for (;;) {
    const response = await fetch(path, init)
    if (response.status !== 401 || !(await askToSignIn())) return response
  }
}
