import { basename } from 'node:path'
import { databaseOf } from '../../collector/database.ts'
import { importedFields } from '../../collector/imported-record.ts'
import { importResponses } from '../../collector/store/import-responses.ts'
import type { ReceivedResponse } from '../../collector/store/store.ts'
import { type Command, Failure, type Given, messageOf, WrongUse } from '../command.ts'
import { type Answer, answersIn, linesOf, type Usual } from '../import/answers.ts'
import { type Columns, mapIn } from '../import/columns.ts'
import { atFormats, type Clock, isZone } from '../import/instant.ts'
import { type Found, nothingFound, previewOf, withAnswer } from '../import/preview.ts'
import { type Refused, writeRefused } from '../import/refused.ts'
import { bare, shapeNames, type shapes } from '../import/shapes.ts'
import { openTable, type SeparatorName, separatorOf, type Table } from '../import/table.ts'
import { textOf } from '../import/text-of.ts'
import { dataFolderFlag, placeOfData } from '../place-of-data.ts'
import { oneOf } from '../read-words.ts'

/** Problems reported one by one. */
const mostReported = 20

/** Imports answers from elsewhere. */
export const importing: Command = {
  name: 'import',
  summary: "imports answers from elsewhere: another tool's export, a table, or a line of JSON for each",
  places: [{ name: 'file', help: 'a .csv, .tsv, .jsonl or .ndjson file' }],
  flags: {
    from: { value: 'tool', help: `${shapeNames.join(', ')} (by the head)` },
    format: { value: 'format', help: "csv or json-lines (by the file's ending)" },
    separator: { value: 'name', help: 'of the csv: comma, semicolon or tab (by the head)' },
    map: { value: 'pairs', help: "columns for fields: at=Date,score='How likely',trait.plan=Plan" },
    'at-format': {
      value: 'order',
      help: 'of dates such as 03/04/2026: day-first or month-first (iso: none such)',
    },
    zone: { value: 'zone', help: 'of times that name none, such as Europe/Berlin or +02:00 (UTC)' },
    survey: { value: 'name', help: 'the survey of answers that name none' },
    site: { value: 'name', help: 'the site of answers that name none (main)' },
    'dry-run': { help: 'reads and checks all, shows what would be imported, and stores nothing' },
    'skip-refused': { help: 'imports the rest where rows are refused' },
    ...dataFolderFlag,
  },
  more: `Fields, as a column's name, in --map or in a JSON object:
${Object.entries(importedFields)
  .map(([field, meaning]) => `  ${field.padEnd(12)}${meaning}`)
  .join('\n')}
  trait.NAME  what is known of the account, such as trait.plan
  property.NAME  what the report can tell apart, such as property.team
A response that howlikely has exported as JSON lines is taken as a whole. What has other names is left out.
All is checked before anything is stored; refused rows are written to FILE.refused.csv. The same file again changes nothing.
A data folder's collector must be stopped.`,
  async run(given, io) {
    const [file = ''] = given.places
    const place = placeOfData(given, io)
    const { name } = databaseOf(place)
    const format = formatOf(file, given.text('format'))
    const mapped = mapIn(given.text('map'))
    const clock = clockOf(given)
    const named = given.text('separator')
    const separator = named === null ? null : oneOf('separator', named, ['comma', 'semicolon', 'tab'])
    const from = given.text('from') === null ? null : oneOf('from', given.text('from'), shapeNames)
    if (format === 'json-lines' && from !== null) {
      throw new WrongUse(`--from is for tables, found "${from}" for a file of JSON lines. Nothing was done.`)
    }
    const text = textOf(file)
    const table = format === 'csv' ? tableOf(text, { file, separator, from, mapped }) : null
    if (table && !table.columns.has('survey') && given.text('survey') === null) {
      throw new WrongUse(
        `No column of ${file} says the survey: name it with --survey, or its column with --map survey="…". Nothing was done.`,
      )
    }
    const usual: Usual = {
      file: basename(file),
      now: io.now(),
      site: given.text('site') ?? 'main',
      survey: given.text('survey'),
      from: table?.from ?? null,
      columns: table?.columns ?? mapped,
      clock,
    }
    const read = () => answersIn(table?.rows() ?? linesOf(text, mapped), usual)

    const checking = io.startProgress('Answers checked')
    const { refused, found, answers, others } = checkAll(read(), checked => checking.at(checked))
    checking.end()
    const [isTrial, skips] = [given.has('dry-run'), given.has('skip-refused')]
    if (answers === 0 && refused.length === 0) {
      throw new Failure(`${file} holds no answers. Nothing was imported.`)
    }
    if (isTrial) io.writeOutput(previewOf(usual.file, table, found))
    for (const sentence of leftOut(table?.left ?? others, table)) io.writeMessage(sentence)
    if (refused.length > 0) {
      for (const { line, reason } of refused.slice(0, mostReported)) {
        io.writeMessage(`${file}, line ${line}${reason.startsWith('column ') ? ', ' : ': '}${reason}.`)
      }
      const rows = isTrial
        ? ''
        : ` What was refused is in ${writeRefused(file, table ?? { names: ['json'], separator: 'comma' }, refused)}.`
      const count = `${file}: ${counted(refused.length, 'problem')}.${rows}`
      if (!skips) throw new Failure(`${count} Nothing was imported; --skip-refused imports the rest.`)
      io.writeMessage(count)
      if (answers === 0) throw new Failure(`${file} holds no other answers. Nothing was imported.`)
    }

    const progress = io.startProgress('Answers imported')
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
    io.writeOutput(`${name}
  ${(isTrial ? 'would be imported' : 'imported').padEnd(23)}${count.added}
  there already          ${count.known}
  asked to be erased     ${count.erased}
${refused.length > 0 ? `  refused                ${refused.length}\n` : ''}`)
    io.writeMessage(
      isTrial
        ? 'Nothing was stored, as --dry-run says.'
        : `${count.added.toLocaleString('en')} new, ${count.known.toLocaleString('en')} were there.`,
    )
    if (count.turnedAway > 0) {
      throw new Failure(
        `${count.turnedAway} answers are of surveys that nobody has declared, and there are too many of such already. Declare the surveys, and run it again.`,
      )
    }
  },
}

const counted = (count: number, singular: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? singular : `${singular}s`}`

function formatOf(file: string, format: string | null): 'csv' | 'json-lines' {
  const ending = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? ''
  const byEnding = { csv: 'csv', tsv: 'csv', jsonl: 'json-lines', ndjson: 'json-lines' } as const
  const usual = Object.hasOwn(byEnding, ending) ? byEnding[ending as keyof typeof byEnding] : null
  if (usual === null && format === null) {
    throw new WrongUse(
      `The file must end in .csv, .tsv, .jsonl or .ndjson, or --format say what it is, found "${file}". Nothing was done.`,
    )
  }
  return format === null ? (usual ?? 'csv') : oneOf('format', format, ['csv', 'json-lines'])
}

function clockOf(given: Given): Clock {
  const zone = given.text('zone') ?? 'UTC'
  if (!isZone(zone)) {
    throw new WrongUse(
      `--zone must be UTC, an offset such as +02:00, or a zone such as Europe/Berlin, found "${zone}". Nothing was done.`,
    )
  }
  return { format: oneOf('at-format', given.text('at-format'), atFormats), zone }
}

function tableOf(
  text: string,
  given: {
    file: string
    separator: SeparatorName | null
    from: keyof typeof shapes | null
    mapped: Columns
  },
): Table {
  const usual = () => (given.file.toLowerCase().endsWith('.tsv') ? 'tab' : separatorOf(text))
  return openTable(text, { ...given, separator: given.separator ?? usual() })
}

function leftOut(names: readonly string[], table: Table | null): string[] {
  if (names.length === 0) return []
  const shown = names.slice(0, mostReported).join(', ')
  const rest = names.length > mostReported ? ` and ${names.length - mostReported} more` : ''
  const email = table?.shape ? names.find(name => bare(name).includes('email')) : undefined
  return [
    `Left out, since no field has that name: ${shown}${rest}.`,
    ...(email === undefined
      ? []
      : [`Addresses are imported with --map email="${email}"; do so only if you may write to them.`]),
  ]
}

function checkAll(answers: Iterable<Answer>, onProgress: (checked: number) => void) {
  const refused: Refused[] = []
  const others = new Set<string>()
  let found: Found = nothingFound
  let count = 0
  for (const answer of answers) {
    if ('refused' in answer) refused.push(answer.refused)
    else {
      count += 1
      found = withAnswer(found, answer.response)
      for (const name of answer.others) others.add(name)
    }
    onProgress(count + refused.length)
  }
  return { refused, found, answers: count, others: [...others] }
}

function* responsesOf(answers: Iterable<Answer>): Generator<ReceivedResponse> {
  for (const answer of answers) if ('response' in answer) yield answer.response
}
