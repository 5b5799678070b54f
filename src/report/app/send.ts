import { signal } from '@preact/signals'

/** A request waiting for somebody to sign in. */
interface Waiting {
  /** @param isSignedIn false: they declined */
  done(isSignedIn: boolean): void
}

/** Null while nobody has to sign in; otherwise SignInDialog.tsx asks. */
export const signInWanted = signal<Waiting | null>(null)

let signingIn: Promise<boolean> | null = null

/** Whether somebody has signed in; all requests that wait share one dialog. */
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
 * Sends a request to the collector. If the session has ended, asks the user to sign in, over the page and without losing
 * its contents, and then sends the request again: 401 is returned only if they declined.
 */
export async function send(path: string, init: RequestInit): Promise<Response> {
  for (;;) {
    const response = await fetch(path, init)
    if (response.status !== 401 || !(await askToSignIn())) return response
  }
}
