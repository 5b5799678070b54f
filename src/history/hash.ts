/** A 32-bit hash of a text. Each UTF-16 code unit is mixed in as in MurmurHash3's finalizer, so that every bit counts. */
export function hash(text: string): number {
  let bits = text.length
  // Running past the end adds nothing new, but mixes the last code units as well as the others.
  for (let index = 0; index < text.length + 3; index++) {
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x85ebca6b)
    bits ^= bits >>> 15
  }
  return bits >>> 0
}

/** The hash under which a trigger that was asked about is remembered: the order number cannot be read back from it. */
export function hashRef(site: string, name: string, ref: string): number {
  return hash(`${site}\n${name}\n${ref}`)
}
