/** Space of any kind, one or more. */
const space = /\s+/g

/** Controls, marks of direction, and whatever else takes no room or looks like nothing. */
const unseen = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** Embeddings, overrides and isolates of direction: what has begun with one may not end where the text does. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g

const codeOf = (letter: string) =>
  `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`

/**
 * A name, a number or an address that anyone may have sent, on one line: any space is a plain one, and what cannot be seen
 * is named, so that nothing in it stands where it does not, or passes for something else.
 */
export const plainText = (text: string): string => text.replace(space, ' ').replace(unseen, codeOf)

/** A text of a visitor's own, in any script and of several lines, that changes no direction outside of it. */
export const visitorsText = (text: string): string => text.replace(directions, '')
