import { optionProblems } from '../../explain/option-problems.ts'
import { type Command, Failure, WrongUse } from '../command.ts'
import { readOptionsFile } from '../options-file.ts'
import { type SnippetForm, snippetOf } from '../snippet-of.ts'

const forms = ['tag', 'json', 'npm'] as const satisfies readonly SnippetForm[]

const addressOf = (text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/[?#].*$|\/+$/g, '')
  throw new WrongUse(
    `The collector must be an address such as https://answers.example, found "${text}". Nothing was printed.`,
  )
}

function formOf(text: string): SnippetForm {
  const form = forms.find(known => known === text)
  if (form) return form
  throw new WrongUse(`--as must be ${forms.join(', ')}, found "${text}". Nothing was printed.`)
}

/** Prints the code to paste into a site. */
export const snippet: Command = {
  name: 'snippet',
  summary: 'prints what to paste into your pages: a tag, a JSON block, or code for the package',
  places: [{ name: 'collector', help: 'the address of your collector, such as https://answers.example' }],
  flags: {
    company: { value: 'name', help: 'what the question calls you (us)' },
    options: { value: 'file', help: 'more options as JSON, as in the block on the page' },
    as: { value: 'form', help: 'tag, json or npm (tag)' },
  },
  more: 'Options that are wrong are said, and nothing is printed: it ends with 1 then.',
  async run(given, { writeOutput }) {
    const collector = addressOf(given.places[0] ?? '')
    const form = formOf(given.text('as') ?? 'tag')
    const file = given.text('options')
    const options = file === null ? {} : readOptionsFile(file)
    const problems = optionProblems([{ endpoint: `${collector}/responses` }, options])
    if (problems.length > 0)
      throw new Failure(`${problems.map(({ message }) => message).join('\n')}\nNothing was printed.`)
    writeOutput(snippetOf(form, { collector, company: given.text('company'), options }))
  },
}
