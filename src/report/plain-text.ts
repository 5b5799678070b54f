/** Whitespace of any kind, one or more. */
const space = /\s+/g

/** Control characters, marks of direction, and everything else that is invisible or looks like nothing. */
const unseen = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** Embeddings, overrides and isolates of direction: they may still be open where the text ends. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g

const codeOf = (letter: string) =>
  `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`

/**
 * A name, number or address that anyone may have sent, on one line: any whitespace becomes a plain space, and invisible
 * characters are spelled out, so that nothing appears out of place or passes for something else.
 */
export const plainText = (text: string): string => text.replace(space, ' ').replace(unseen, codeOf)

/** A visitor's own text, in any script and possibly several lines, made unable to change the direction of text around it. */
export const visitorsText = (text: string): string => text.replace(directions, '')
