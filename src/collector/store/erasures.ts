import { createHmac, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type Person, type WayToFind, waysToFind } from './person.ts'
import { keyOf } from './records.ts'

/**
 * The people somebody has asked to erase, so that it can be done again after an older backup is restored. Kept in a file
 * next to the store; each line has the instant, the way to find the person, and a hash, from which nobody can tell who it
 * was without guessing.
 */
export interface Erasures {
  /** On disk when it returns. */
  add(person: Person, now: number): void
  /** Whether they were to be erased: on their site if they name one, else on every site. */
  has(person: Person): boolean
  size: number
}

export const erasuresFileIn = (dataFolder: string): string => join(dataFolder, 'erasures')

/** Opens the list in a data folder; the first erasure creates the file. */
export function openErasures(dataFolder: string): Erasures {
  const file = erasuresFileIn(dataFolder)
  const [head, ...lines] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  // A file cut off within its first line holds nothing yet.
  const known = /^salt ([\w-]{43})$/.exec(head ?? '')?.[1]
  const salt = known ?? randomBytes(32).toString('base64url')
  let isBegun = known !== undefined
  const hashes = new Set(isBegun ? lines.map(line => line.split(' ').slice(1).join(' ')).filter(Boolean) : [])
  const entryOf = (person: Person) => {
    const { by, site } = person
    const who = [by, keyOf(person), ...(site === undefined ? [] : [site])].join('\n')
    return `${by}${site === undefined ? '' : '-of-site'} ${createHmac('sha256', salt).update(who).digest('base64url')}`
  }

  return {
    add(person, now) {
      const entry = entryOf(person)
      if (hashes.has(entry)) return
      const text = `${new Date(now).toISOString()} ${entry}\n`
      const descriptor = openSync(file, isBegun ? 'a' : 'w', 0o600)
      try {
        // Starts a new line if the last one was cut off.
        writeSync(descriptor, isBegun ? (endsLine(file) ? text : `\n${text}`) : `salt ${salt}\n${text}`)
        fsyncSync(descriptor)
      } finally {
        closeSync(descriptor)
      }
      isBegun = true
      hashes.add(entry)
    },
    has: person => hashes.has(entryOf(person)),
    get size() {
      return hashes.size
    },
  }
}

const endsLine = (file: string) => readFileSync(file, 'utf8').endsWith('\n')

export const allWays = Object.keys(waysToFind) as readonly WayToFind[]
