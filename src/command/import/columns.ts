import { importedFields, isImportedField } from '../../collector/imported-record.ts'
import { Failure, WrongUse } from '../command.ts'
import { bare, type Shape } from './shapes.ts'

/** The column for each field. */
export type Columns = ReadonlyMap<string, string>

/** Reads `score=Rating,reason="Why, in short?"`. @throws {@link WrongUse} */
export function mapIn(text: string | null): Columns {
  const columns = new Map<string, string>()
  for (const pair of text === null ? [] : pairsIn(text)) {
    const [, field = '', plain = ''] = /^\s*([^=]*?)\s*=(.*)$/s.exec(pair) ?? []
    const column = unquoted(plain.trim())
    const wrong = !isImportedField(field) ? 'a field that there is' : column === '' ? 'a column' : null
    if (wrong !== null || columns.has(field)) {
      throw new WrongUse(
        `--map must be pairs such as score=Rating,reason="Why, in short?", of these fields, each once: ${Object.keys(importedFields).join(', ')}, trait.NAME, property.NAME; found "${pair}". Nothing was done.`,
      )
    }
    columns.set(field, column)
  }
  return columns
}

/** Splits at commas that are not within quotes. */
const pairsIn = (text: string): string[] =>
  text.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).filter(pair => pair.trim() !== '' || text.trim() === '')

const unquoted = (text: string): string =>
  /^".*"$/s.test(text) && text.length > 1 ? text.slice(1, -1).replaceAll('""', '"') : text

/**
 * The column for each field: as the user said, else as the shape says, else the one with the field's own name.
 * @throws {@link Failure} if a column the user named is missing, or none holds the score or the date
 */
export function columnsOf(
  names: readonly string[],
  { mapped, shape, file }: { mapped: Columns; shape: Shape | null; file: string },
): Columns {
  const columns = new Map<string, string>()
  if (shape === null) for (const name of names) if (isImportedField(name)) columns.set(name, name)
  for (const [field, candidates] of Object.entries(shape?.columns ?? {})) {
    const places = candidates.map(candidate => names.find(name => bare(name) === candidate))
    const column = places.find(place => place !== undefined)
    if (column !== undefined) columns.set(field, column)
  }
  if (shape?.isWide) for (const [field, column] of questionsIn(names, mapped)) columns.set(field, column)
  for (const [field, column] of mapped) {
    if (!names.includes(column)) {
      throw new Failure(
        `${file} has no column "${column}", which --map names for ${field}; it has ${listed(names)}. Nothing was imported.`,
      )
    }
    columns.set(field, column)
  }
  for (const field of ['score', 'at']) {
    if (columns.has(field)) continue
    throw new Failure(
      `${file} has no column for ${field}: name it with --map ${field}="…"; it has ${listed(names)}. Nothing was imported.`,
    )
  }
  return columns
}

/** In a wide table, the question that holds the score, and the one that holds the reason if only one has answers in words. */
function questionsIn(names: readonly string[], mapped: Columns): [field: string, column: string][] {
  const only = (field: string, found: readonly string[]): [string, string][] => {
    const [column] = found
    return !mapped.has(field) && column !== undefined && found.length === 1 ? [[field, column]] : []
  }
  return [
    ...only(
      'score',
      names.filter(name => /\b(recommend|net promoter|nps)/i.test(name) && !isInWords(name)),
    ),
    ...only('reason', names.filter(isInWords)),
  ]
}

const isInWords = (name: string) => name.endsWith(' (Open-Ended Response)')

const listed = (names: readonly string[]) =>
  names.length === 0 ? 'none' : names.map(name => `"${name}"`).join(', ')
