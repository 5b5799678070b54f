import { readFileSync } from 'node:fs'
import { Failure, messageOf } from '../command.ts'

/** The text of a UTF-8 file. @throws {@link Failure} */
export function textOf(file: string): string {
  let why: string
  try {
    const bytes = readFileSync(file)
    if (!isUtf16(bytes)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    why = 'it is text in UTF-16; save it as "CSV UTF-8"'
  } catch (error) {
    why = error instanceof TypeError ? 'it is not text in UTF-8; save it as "CSV UTF-8"' : messageOf(error)
  }
  throw new Failure(`${file} cannot be read: ${why}. Nothing was imported.`)
}

/** Recognised by its byte order mark, or by the zero in every other byte of Latin text. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first = 1, second = 1] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  return bytes.length > 1 && (first === 0) !== (second === 0)
}
