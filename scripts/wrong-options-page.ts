import { optionProblems } from '../src/explain/option-problems.ts'
import { kebab } from '../src/explain/wrong-options.ts'
import {
  siteNames,
  surveyNames,
  wrongAttributesOf,
  wrongInside,
  wrongValuesOf,
} from '../test/options/wrong-values.ts'

/** A wrong value, and what is said about it. */
export interface WrongOptionRow {
  /** The option, or the place inside it. */
  path: string
  /** The option as it was written. */
  found: string
  message: string
  isOfSurvey: boolean
}

const json = (value: unknown) =>
  typeof value === 'number' && Number.isNaN(value)
    ? 'NaN'
    : JSON.stringify(value, null, 1)
        .replace(/\n\s*/g, ' ')
        .replace(/ (?=[\]}])|(?<=[[{]) /g, '')

/** Wrong values for each option, and for each place inside one. A survey's options are tried in the survey "checkout". */
export function wrongOptionRows(): WrongOptionRow[] {
  const surveyOnly = surveyNames.filter(name => !siteNames.includes(name))
  return [...siteNames, ...surveyOnly].flatMap(name => {
    const isOfSurvey = surveyOnly.includes(name)
    const tried = [{ path: name, values: wrongValuesOf(name) }, ...wrongInside(name)]
    return tried.flatMap(({ path, values }) =>
      values.flatMap(value => {
        const option = { [name]: value }
        const written = isOfSurvey
          ? { surveys: [{ id: 'checkout', trigger: 'checkout', ...option }] }
          : option
        const problems = optionProblems([{}, { endpoint: '/responses', ...written }])
        const found = `"${name}": ${json(value)}`
        return problems.map(({ message }) => ({ path, found, message, isOfSurvey }))
      }),
    )
  })
}

/** The same on the tag. */
export function wrongAttributeRows(): Omit<WrongOptionRow, 'isOfSurvey'>[] {
  return [...siteNames, 'contact'].flatMap(name =>
    wrongAttributesOf(name).flatMap(value =>
      optionProblems([{ endpoint: '/responses', [name]: value }]).map(({ message }) => ({
        path: `data-${kebab(name)}`,
        found: `data-${kebab(name)}="${value}"`,
        message,
      })),
    ),
  )
}

const intro = `# Wrong options

What is said about options that are wrong, and what to write instead. An option that is wrong never breaks the page: the value
that asks less holds. The console says one sentence for each, and so do the [preview](install.md#preview-it-first) and
\`howlikely('explain')\`: what was found, what must stand there, what comes of it, and what to write. This page is made by
\`npm run docs:options\` from mistakes that the tests try, and [options](options.md) tells what is right.

What is said of an attribute names it as it stands on the tag: \`data-sample="10%" is wrong: …; write data-sample="0.1"\`. What is
said of a survey's own option names the survey.
`

const pattern = /: it must (.*)\. Because of this (.*?); write (.*)\.$/s
const cell = (text: string) => text.replaceAll('|', '\\|')
/** Each sentence as it is printed, without the text around the parts shown in the table. */
const partsOf = (message: string) => {
  const [, must = message, effect = '', write = ''] = pattern.exec(message) ?? []
  return { must: must.replace(/^be /, ''), effect, write }
}

function row({ found, message }: WrongOptionRow): string {
  const { must, write } = partsOf(message)
  return `| \`${cell(found)}\` | ${cell(must)} | ${write && `\`${cell(write)}\``} |`
}

/** The text of `docs/wrong-options.md`. */
export function wrongOptionsPage(): string {
  const rows = wrongOptionRows()
  const names = [...new Set(rows.map(({ path }) => path.split(/[.[]/)[0] ?? ''))]
  const sections = names.map(name => {
    const own = rows.filter(({ path }) => path.split(/[.[]/)[0] === name)
    const [effect = ''] = own.map(({ message }) => partsOf(message).effect)
    const single = name === 'surveys' ? '. A single survey that is wrong is never shown' : ''
    return [
      `## ${name}\n`,
      `If it is wrong, ${effect}${single}.\n`,
      '| written | what it must be | write instead |\n| --- | --- | --- |',
      ...new Set(own.map(row)),
      '',
    ].join('\n')
  })
  return [intro, ...sections].join('\n')
}
