import { optionProblems } from '../../explain/option-problems.ts'
import { type Command, Failure } from '../command.ts'
import { readOptionsFile } from '../options-file.ts'

/** Says what is wrong with an options file. */
export const check: Command = {
  name: 'check',
  summary: 'says what is wrong with an options file, and what to write instead',
  places: [{ name: 'file', help: 'the options as JSON, as in the block on the page or in data-config' }],
  flags: {},
  more: 'Where the file names no endpoint, the tag is taken to. It ends with 1 where something is wrong.',
  async run({ places: [file = ''] }, { writeOutput }) {
    const options = readOptionsFile(file)
    const problems = optionProblems([{ endpoint: '/responses' }, options])
    for (const { message } of problems) writeOutput(`${message}\n`)
    if (problems.length > 0) {
      throw new Failure(
        `${file}: ${problems.length === 1 ? 'one problem' : `${problems.length} problems`}. Until they are corrected, the value that asks less holds.`,
      )
    }
    writeOutput(`${file}: all right.\n`)
  },
}
