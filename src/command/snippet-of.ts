/** The kinds of code that a site can paste. */
export type SnippetForm = 'tag' | 'json' | 'npm'

/** The parts a snippet is made of. */
export interface SnippetParts {
  /** The collector's URL, without a trailing slash. */
  collector: string
  /** The company's name in the question; null for the locale's "us". */
  company: string | null
  /** All other options, as in the JSON block. */
  options: Readonly<Record<string, unknown>>
}

const inAttribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** No text in it can end the enclosing script element. */
const inScript = (value: unknown) => JSON.stringify(value, null, 2).replaceAll('<', '\\u003c')

const isEmpty = (options: object) => Object.keys(options).length === 0

/** A block with the options that the tag doesn't have; '' if there are none. */
function blockOf({ options }: SnippetParts): string {
  return isEmpty(options)
    ? ''
    : `<script type="application/json" data-howlikely>\n${inScript(options)}\n</script>\n`
}

function tagOf({ collector, company }: SnippetParts): string {
  const attributes = [
    `src="${inAttribute(collector)}/howlikely.js"`,
    `data-endpoint="${inAttribute(collector)}/responses"`,
    ...(company === null ? [] : [`data-company="${inAttribute(company)}"`]),
  ]
  return `<script async ${attributes.join('\n  ')}></script>\n`
}

function optionsOf({ collector, company, options }: SnippetParts): object {
  return { endpoint: `${collector}/responses`, ...(company !== null && { company }), ...options }
}

/** The code to paste: a tag, after a block if it needs one; a block with all options; or code for the package. */
export function snippetOf(form: SnippetForm, parts: SnippetParts): string {
  if (form === 'tag') return blockOf(parts) + tagOf(parts)
  if (form === 'json')
    return blockOf({ ...parts, options: optionsOf(parts) as Readonly<Record<string, unknown>> })
  return `import { createHowlikely } from 'howlikely'\n\nconst howlikely = createHowlikely(${JSON.stringify(optionsOf(parts), null, 2)})\n`
}
