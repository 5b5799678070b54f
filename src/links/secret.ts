/** A shorter secret could be guessed: everybody who has a link can check guesses against it. */
export const shortestSecret = 32

const encode = (text: string) => new TextEncoder().encode(text)

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

const bytesOf = (text: string) => {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, character => character.charCodeAt(0))
}

/** A secret in use: makes and checks the code at the end of a signature. */
export interface Secret {
  /** HMAC-SHA-256 of a text, base64url without padding. */
  macOf(text: string): Promise<string>
  /** Whether a code belongs to a text; takes the same time wherever they differ. */
  isMac(text: string, mac: string): Promise<boolean>
}

/**
 * Uses the secret's text, in UTF-8, as the key. Works wherever Web Crypto does.
 * @throws if it has fewer than 32 characters
 */
export function useSecret(secret: string): Secret {
  if (secret.length < shortestSecret)
    throw new Error(`The secret must have ${shortestSecret} characters or more, found ${secret.length}.`)
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = crypto.subtle.importKey('raw', encode(secret), algorithm, false, ['sign', 'verify'])
  const macOf = async (text: string) =>
    base64url(new Uint8Array(await crypto.subtle.sign('HMAC', await key, encode(text))))
  return {
    macOf,
    async isMac(text, mac) {
      const bytes = bytesOf(mac)
      // The last letter has two spare bits: one code must not have four spellings.
      return base64url(bytes) === mac && crypto.subtle.verify('HMAC', await key, bytes, encode(text))
    },
  }
}
