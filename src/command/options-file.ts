import { readFileSync } from 'node:fs'
import { Failure, messageOf } from './command.ts'

/** The options in a file. @throws {@link Failure} if it has none */
export function readOptionsFile(file: string): Record<string, unknown> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${messageOf(error)}. Nothing was checked.`)
  }
  let options: unknown
  try {
    options = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new Failure(`${file} is not JSON: ${messageOf(error)}. Nothing was checked.`)
  }
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new Failure(
      `${file} must hold an object, { "surveys": … }, found ${Array.isArray(options) ? 'a list' : JSON.stringify(options)}. Nothing was checked.`,
    )
  }
  return { ...options }
}
