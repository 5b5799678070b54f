import type { Command } from './command.ts'

/** Characters; a longer name has its explanation on the next line. */
const column = 28

const row = (left: string, right: string) =>
  left.length < column - 1 ? `  ${left.padEnd(column)}${right}` : `  ${left}\n  ${' '.repeat(column)}${right}`

/** The output of `howlikely --help`. */
export function helpOfAll(commands: readonly Command[]): string {
  return `howlikely: an in-page survey for Net Promoter Score, its collector, and what an operator needs.

howlikely <command> [what it takes]
${commands.map(({ name, summary }) => row(name, summary)).join('\n')}

"howlikely <command> --help" tells what a command takes.
It ends with 0 where all went well, 1 where something could not be done, and 2 where it was written wrong.
`
}

/** The output of `howlikely <command> --help`. */
export function helpOf({ name, summary, places, flags, more }: Command): string {
  const words = places.map(place => (place.isOptional ? `[${place.name}]` : `<${place.name}>`))
  const listed = [
    ...places.map(place => row(place.name, place.help)),
    ...Object.entries(flags).map(([flag, { value, help }]) =>
      row(value === undefined ? `--${flag}` : `--${flag} <${value}>`, help),
    ),
    row('--help', 'this text'),
  ]
  return `howlikely ${name}: ${summary}.

${['howlikely', name, ...words].join(' ')}
${listed.join('\n')}
${more === undefined ? '' : `\n${more}\n`}`
}
