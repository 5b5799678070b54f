/** 32 bits of a text: each UTF-16 code unit is mixed in as by MurmurHash3's finalizer, so that every bit counts. */
export function hash(text: string): number {
  let bits = text.length
  // Past the end nothing new comes, and what came last is mixed as well as the rest.
  for (let index = 0; index < text.length + 3; index++) {
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x85ebca6b)
    bits ^= bits >>> 15
  }
  return bits >>> 0
}

/** What is remembered of a trigger that was asked about: nobody can read the order number back from it. */
export function hashRef(site: string, name: string, ref: string): number {
  return hash(`${site}\n${name}\n${ref}`)
}
