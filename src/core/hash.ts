/** 32 bits of a text: FNV-1a over UTF-16 code units, then MurmurHash3's finalizer, so that every bit counts. */
export function hash(text: string): number {
  let bits = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193)
  }
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** What is remembered of a trigger that was asked about: nobody can read the order number back from it. */
export function hashRef(site: string, name: string, ref: string): number {
  return hash(`${site}\n${name}\n${ref}`)
}
