/** What a signature vouches for: the respondent, the order or ticket of a trigger, or a link in an e-mail. */
export type Purpose = 'respondent' | 'ref' | 'link'

/** The signed data, except the instant at which the signature expires. */
export interface Signed {
  site: string
  purpose: Purpose
  /** respondent: the id; ref: name, ref; link: survey, ref, respondent. A missing field is ''. */
  subject: readonly string[]
}

/** A signature of the right form; only the secret can tell whether it is genuine. */
export interface ParsedSignature {
  /** When it expires, in Unix seconds, as written. */
  exp: string
  /** HMAC-SHA-256, base64url without padding. */
  mac: string
}

/** The text to sign; null if a field contains a line break, which could make two subjects equal. */
export function textToSign({ site, purpose, subject }: Signed, exp: string): string | null {
  const fields = [site, purpose, ...subject]
  return fields.some(field => field.includes('\n')) ? null : ['v1', ...fields, exp].join('\n')
}

/** Parses `v1.<exp>.<mac>`; null if it is anything else. */
export function parseSignature(text: string | null | undefined): ParsedSignature | null {
  const [, exp, mac] = /^v1\.(0|[1-9]\d{0,11})\.([\w-]{43})$/.exec(text ?? '') ?? []
  return exp !== undefined && mac !== undefined ? { exp, mac } : null
}

/**
 * Whether the signature has expired; it does at its exact end.
 * @param now milliseconds since 1970
 */
export function hasExpired({ exp }: ParsedSignature, now: number): boolean {
  return Number(exp) * 1000 <= now
}

/**
 * Whether a signature is genuine and has not expired.
 *
 * @param now milliseconds since 1970
 * @param isMac whether a code belongs to a text, by the secret; takes the same time wherever they differ
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
