import { createHmac, timingSafeEqual } from 'node:crypto'

/** The header that a signed message carries. */
export const signatureHeader = 'Howlikely-Signature'

const macOf = (secret: string, seconds: number | string, body: string) =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')

/** The header's value: the time, in seconds since 1970, and the HMAC-SHA-256 of that, a dot and the body. */
export function signatureOf(body: string, secret: string, now: number): string {
  const seconds = Math.floor(now / 1000)
  return `t=${seconds},v1=${macOf(secret, seconds, body)}`
}

/** Whether a header belongs to a body and is no older than so many milliseconds. */
export function isSignature(
  header: string,
  { body, secret, now, within = 5 * 60_000 }: { body: string; secret: string; now: number; within?: number },
): boolean {
  const [, seconds = '', mac = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? []
  if (seconds === '' || Math.abs(now - Number(seconds) * 1000) > within) return false
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, seconds, body)))
}
