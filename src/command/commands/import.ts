import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { databaseOf } from '../../collector/database.ts'
import { importedFields, importedRecord } from '../../collector/imported-record.ts'
import { importResponses } from '../../collector/store/import-responses.ts'
import type { ReceivedResponse } from '../../collector/store/store.ts'
import { type Command, Failure, messageOf, WrongUse } from '../command.ts'
import { dataFolderFlag, placeOfData } from '../place-of-data.ts'
import { readTable } from '../read-table.ts'
import { oneOf } from '../read-words.ts'

const separators = { comma: ',', semicolon: ';', tab: '\t' } as const

/** Problems that are told one by one. */
const mostTold = 20

/** Imports answers from elsewhere. */
export const importing: Command = {
  name: 'import',
  summary: 'imports answers from elsewhere: a table, or a line of JSON for each',
  places: [{ name: 'file', help: 'a .csv, .tsv, .jsonl or .ndjson file' }],
  flags: {
    format: { value: 'format', help: "csv or json-lines (by the file's ending)" },
    separator: { value: 'name', help: 'of the csv: comma, semicolon or tab (comma; tab in a .tsv file)' },
    columns: { value: 'pairs', help: "other names for fields: at=Date,score='How likely'" },
    survey: { value: 'name', help: 'the survey of answers that name none' },
    site: { value: 'name', help: 'the site of answers that name none (main)' },
    'dry-run': { help: 'reads and checks all, says what would be imported, and stores nothing' },
    ...dataFolderFlag,
  },
  more: `Fields, as a column's name or in a JSON object:
${Object.entries(importedFields)
  .map(([field, meaning]) => `  ${field.padEnd(12)}${meaning}`)
  .join('\n')}
A response that howlikely has exported as JSON lines is taken as a whole. What has other names is left out.
All is checked before anything is stored. The same file again changes nothing. A data folder's collector must be stopped.`,
  async run(given, world) {
    const [file = ''] = given.places
    const place = placeOfData(given, world)
    const { name } = databaseOf(place)
    const form = formOf(file, given.text('format'), given.text('separator'))
    const columns = columnsIn(given.text('columns'))
    const text = textOf(file)
    const usual = {
      file: basename(file),
      now: world.now(),
      site: given.text('site') ?? 'main',
      survey: given.text('survey'),
    }
    const read = () => answersIn(inputsIn(text, form, columns), usual)

    const checking = world.begin('Answers checked')
    const { problems, answers, others } = checkAll(read(), checked => checking.at(checked))
    checking.end()
    if (problems.length > 0) {
      for (const problem of problems.slice(0, mostTold)) world.tell(`${file}, ${problem}`)
      const count = `${problems.length.toLocaleString('en')} ${problems.length === 1 ? 'problem' : 'problems'}`
      throw new Failure(`${file}: ${count}. Nothing was imported.`)
    }
    if (answers === 0) throw new Failure(`${file} holds no answers. Nothing was imported.`)
    if (others.length > 0) world.tell(`Left out, since no field has that name: ${others.join(', ')}.`)

    const isTrial = given.has('dry-run')
    const progress = world.begin('Answers imported')
    let stored = 0
    const count = await importResponses(place, responsesOf(read()), {
      now: usual.now,
      isTrial,
      onProgress(done) {
        stored = done
        progress.at(done, answers)
      },
    })
      .catch(error => {
        const rest =
          stored === 0
            ? 'Nothing was imported.'
            : `The first ${stored} answers are imported; run it again, and it goes on.`
        throw new Failure(`${file} could not be imported into ${name}: ${messageOf(error)}. ${rest}`)
      })
      .finally(() => progress.end())
    world.say(`${name}
  ${(isTrial ? 'would be imported' : 'imported').padEnd(23)}${count.added}
  there already          ${count.known}
  asked to be erased     ${count.erased}
`)
    if (isTrial) world.tell('Nothing was stored, as --dry-run says.')
    if (count.turnedAway > 0) {
      throw new Failure(
        `${count.turnedAway} answers are of surveys that nobody has declared, and there are too many of such already. Declare the surveys, and run it again.`,
      )
    }
  },
}

interface Form {
  format: 'csv' | 'json-lines'
  separator: string
}

function formOf(file: string, format: string | null, separator: string | null): Form {
  const ending = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? ''
  const byEnding = { csv: 'csv', tsv: 'csv', jsonl: 'json-lines', ndjson: 'json-lines' } as const
  const usual = Object.hasOwn(byEnding, ending) ? byEnding[ending as keyof typeof byEnding] : null
  if (usual === null && format === null) {
    throw new WrongUse(
      `The file must end in .csv, .tsv, .jsonl or .ndjson, or --format say what it is, found "${file}". Nothing was done.`,
    )
  }
  const named = format === null ? (usual ?? 'csv') : oneOf('format', format, ['csv', 'json-lines'])
  const by = separator ?? (ending === 'tsv' ? 'tab' : 'comma')
  return { format: named, separator: separators[oneOf('separator', by, ['comma', 'semicolon', 'tab'])] }
}

/** Fields, by the names that the file has for them. @throws {@link WrongUse} */
function columnsIn(text: string | null): ReadonlyMap<string, string> {
  const columns = new Map<string, string>()
  for (const pair of text?.split(',') ?? []) {
    const [field = '', ...rest] = pair.split('=')
    const column = rest.join('=').trim()
    if (!Object.hasOwn(importedFields, field.trim()) || column === '') {
      throw new WrongUse(
        `--columns must be pairs such as score=Rating, with commas, of these fields: ${Object.keys(importedFields).join(', ')}; found "${pair}". Nothing was done.`,
      )
    }
    columns.set(column, field.trim())
  }
  return columns
}

function textOf(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    const why = error instanceof TypeError ? 'it is not text in UTF-8' : messageOf(error)
    throw new Failure(`${file} cannot be read: ${why}. Nothing was imported.`)
  }
}

/** What a line says, by the names of fields; or what is wrong with it. */
type Input = { line: number } & ({ fields: Readonly<Record<string, unknown>> } | { problem: string })

function* inputsIn(
  text: string,
  { format, separator }: Form,
  columns: ReadonlyMap<string, string>,
): Generator<Input> {
  const named = (fields: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [columns.get(name) ?? name, value]))
  if (format === 'csv') {
    for (const row of readTable(text, separator)) {
      yield 'problem' in row ? row : { line: row.line, fields: named(row.cells) }
    }
    return
  }
  for (const [place, json] of text.split('\n').entries()) {
    const line = place + 1
    if (json.trim() === '') continue
    let value: unknown
    try {
      value = JSON.parse(json)
    } catch (error) {
      yield { line, problem: `it is not JSON: ${messageOf(error)}` }
      continue
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      yield { line, problem: 'it must be an object' }
    } else yield { line, fields: named({ ...value }) }
  }
}

type Answer = { line: number } & (
  | { response: ReceivedResponse; others: readonly string[] }
  | { problem: string }
)

function* answersIn(
  inputs: Iterable<Input>,
  usual: { file: string; now: number; site: string; survey: string | null },
): Generator<Answer> {
  /** How often answers that name no id have come, by what they say. */
  const before = new Map<string, number>()
  /** On which line each id has come. */
  const lines = new Map<string, number>()
  for (const input of inputs) {
    const { line } = input
    if ('problem' in input) {
      yield input
      continue
    }
    const { fields } = input
    const told = JSON.stringify(fields)
    const times = before.get(told) ?? 0
    if (!fields.id) before.set(told, times + 1)
    const read = importedRecord(fields, { ...usual, before: times })
    if (!read.ok) {
      yield { line, problem: read.complaint.error.replace(/\.$/, '') }
      continue
    }
    const { ok: _, ...response } = read
    const first = lines.get(read.record.id)
    lines.set(read.record.id, first ?? line)
    if (first !== undefined) yield { line, problem: `it has the id of line ${first}` }
    else {
      const others =
        'schema' in fields ? [] : Object.keys(fields).filter(name => !Object.hasOwn(importedFields, name))
      yield { line, response, others }
    }
  }
}

function checkAll(answers: Iterable<Answer>, onProgress: (checked: number) => void) {
  const problems: string[] = []
  const others = new Set<string>()
  let count = 0
  for (const answer of answers) {
    if ('problem' in answer) problems.push(`line ${answer.line}: ${answer.problem}.`)
    else for (const name of answer.others) others.add(name)
    count += 1
    onProgress(count)
  }
  return { problems, answers: count, others: [...others].slice(0, mostTold) }
}

function* responsesOf(answers: Iterable<Answer>): Generator<ReceivedResponse> {
  for (const answer of answers) if ('response' in answer) yield answer.response
}
