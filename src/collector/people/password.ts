import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** The parameters that make guessing passwords expensive, as scrypt names them. */
export interface PasswordCost {
  /** A power of two; memory and time grow with it. */
  N: number
  r: number
  p: number
}

/** 32 MiB and about a quarter of a second per try: what OWASP recommends for scrypt. */
export const usualCost: PasswordCost = { N: 2 ** 15, r: 8, p: 3 }

/** Bytes. */
const saltLength = 16
const hashLength = 32

/**
 * A password as it is stored: `scrypt$N$r$p$salt$hash`. It includes the parameters, so that a password stored at another
 * cost can still be checked.
 */
export async function hashPassword(password: string, cost: PasswordCost = usualCost): Promise<string> {
  const salt = randomBytes(saltLength)
  return written(cost, salt, await derived(password, salt, cost))
}

/** A hash no password matches, at the same cost, so that checking a name that nobody has takes as long. */
export const unfittingHash = (cost: PasswordCost = usualCost): string =>
  written(cost, randomBytes(saltLength), randomBytes(hashLength))

/** Whether a password matches the stored one. */
export async function isPassword(typed: string, kept: string): Promise<boolean> {
  const [, N = '', r = '', p = '', salt = '', hash = ''] = kept.split('$')
  const wanted = Buffer.from(hash, 'base64url')
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const found = await derived(typed, Buffer.from(salt, 'base64url'), cost)
  return found.length === wanted.length && timingSafeEqual(found, wanted)
}

const written = ({ N, r, p }: PasswordCost, salt: Buffer, hash: Buffer): string =>
  ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$')

function derived(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  // Normalised, since keyboards differ in how they encode a letter.
  const text = password.normalize('NFKC')
  const options: ScryptOptions = { ...cost, maxmem: 2 ** 20 + 256 * cost.N * cost.r }
  return new Promise((resolve, reject) => {
    scrypt(text, salt, hashLength, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
