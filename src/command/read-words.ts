import { parseArgs } from 'node:util'
import { nearest } from '../explain/nearest.ts'
import { type Command, type Given, WrongUse } from './command.ts'

const listed = (names: readonly string[]) => names.map(name => `--${name}`).join(', ') || 'none'

/** Parses the arguments after a command's name. @throws {@link WrongUse} */
export function readWords({ name, flags, places }: Command, words: readonly string[]): Given {
  const takesValue = (flag: string) => flags[flag]?.value !== undefined
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.keys(flags).map(flag => [flag, { type: takesValue(flag) ? 'string' : 'boolean' }] as const),
    ),
    // In strict mode it would throw with messages of its own.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const wrong = (problem: string): never => {
    throw new WrongUse(`${problem} Nothing was done; "howlikely ${name} --help" tells more.`)
  }

  const given = new Map<string, string | null>()
  const found: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') found.push(token.value)
    if (token.kind !== 'option') continue
    const { name: flag, rawName, value } = token
    if (!Object.hasOwn(flags, flag)) {
      const meant = nearest(flag, Object.keys(flags))
      wrong(
        `Unknown word "${rawName}".${meant ? ` Did you mean --${meant}?` : ''} Allowed: ${listed(Object.keys(flags))}.`,
      )
    }
    if (takesValue(flag) && (value === undefined || value === '' || isFlag(value))) {
      wrong(`${rawName} needs a value after it: ${flags[flag]?.value}.`)
    }
    if (!takesValue(flag) && value !== undefined) wrong(`${rawName} takes no value, found "${value}".`)
    given.set(flag, value ?? null)
  }
  const missing = places[found.length]
  if (missing && !missing.isOptional) wrong(`Missing: ${missing.name}, ${missing.help}.`)
  if (found.length > places.length) wrong(`One word too many: "${found[places.length]}".`)

  return { places: found, text: flag => given.get(flag) ?? null, has: flag => given.has(flag) }
}

/**
 * A value that begins with `--` means that the value was forgotten. After `=` it is taken as it is, but no value of ours
 * begins so.
 */
const isFlag = (value: string) => value.startsWith('--')

/** One of these words, or the first of them if none was given. @throws {@link WrongUse} */
export function oneOf<Word extends string>(
  flag: string,
  found: string | null,
  allowed: readonly [Word, ...Word[]],
): Word {
  if (found === null) return allowed[0]
  const word = allowed.find(choice => choice === found)
  if (word !== undefined) return word
  throw new WrongUse(`--${flag} must be ${allowed.join(' or ')}, found "${found}". Nothing was done.`)
}

/** The whole number given with a flag. @throws {@link WrongUse} */
export function wholeNumber(
  flag: string,
  found: string | null,
  usual: number,
  [least, most]: readonly [number, number],
): number {
  if (found === null) return usual
  const number = /^\d{1,9}$/.test(found) ? Number(found) : Number.NaN
  if (number >= least && number <= most) return number
  throw new WrongUse(
    `--${flag} must be a whole number from ${least} to ${most}, found "${found}". Nothing was done.`,
  )
}
