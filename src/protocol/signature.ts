/** What a signature vouches for: who answers, the order or ticket of a trigger, or a link in an e-mail. */
export type Purpose = 'respondent' | 'ref' | 'link'

/** What is signed, before the instant at which it ends. */
export interface Signed {
  site: string
  purpose: Purpose
  /** respondent: the id; ref: name, ref; link: survey, ref, respondent. An absent field is the empty text. */
  subject: readonly string[]
}

/** A signature that has the right form; whether it is genuine, only the secret tells. */
export interface ParsedSignature {
  /** Unix seconds, as they are written. */
  exp: string
  /** HMAC-SHA-256, base64url without padding. */
  mac: string
}

/** The text to sign; null where a field holds a line break, which would make two subjects one. */
export function textToSign({ site, purpose, subject }: Signed, exp: string): string | null {
  const fields = [site, purpose, ...subject]
  return fields.some(field => field.includes('\n')) ? null : ['v1', ...fields, exp].join('\n')
}

/** Reads `v1.<exp>.<mac>`; null where it is anything else. */
export function parseSignature(text: string | null | undefined): ParsedSignature | null {
  const [, exp, mac] = /^v1\.(0|[1-9]\d{0,11})\.([\w-]{43})$/.exec(text ?? '') ?? []
  return exp !== undefined && mac !== undefined ? { exp, mac } : null
}

/**
 * Whether the signature's time is over; it is at its exact end.
 * @param now milliseconds since 1970
 */
export function hasExpired({ exp }: ParsedSignature, now: number): boolean {
  return Number(exp) * 1000 <= now
}

/**
 * Whether a signature is genuine, and its time not over.
 *
 * @param now milliseconds since 1970
 * @param isMac whether a code belongs to a text, by the secret, in a time that tells nothing of where they differ
 */
export async function isGenuine(
  signature: string | null | undefined,
  signed: Signed,
  now: number,
  isMac: (text: string, mac: string) => Promise<boolean>,
): Promise<boolean> {
  const parsed = parseSignature(signature)
  const text = parsed && textToSign(signed, parsed.exp)
  return !!parsed && text !== null && !hasExpired(parsed, now) && (await isMac(text, parsed.mac))
}
