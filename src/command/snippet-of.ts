/** What a site pastes. */
export type SnippetForm = 'tag' | 'json' | 'npm'

/** What it is made of. */
export interface SnippetParts {
  /** The collector's address, without a slash at its end. */
  collector: string
  /** What the question calls the company; null for the locale's "us". */
  company: string | null
  /** All other options, as in the JSON block. */
  options: Readonly<Record<string, unknown>>
}

const inAttribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** No text in it can end the script element that it stands in. */
const inScript = (value: unknown) => JSON.stringify(value, null, 2).replaceAll('<', '\\u003c')

const isEmpty = (options: object) => Object.keys(options).length === 0

/** The block holds what the tag doesn't say; nothing where that is nothing. */
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

/** What to paste: a tag, with a block before it where it needs one; a block with all options; or code for the package. */
export function snippetOf(form: SnippetForm, parts: SnippetParts): string {
  if (form === 'tag') return blockOf(parts) + tagOf(parts)
  if (form === 'json')
    return blockOf({ ...parts, options: optionsOf(parts) as Readonly<Record<string, unknown>> })
  return `import { createHowlikely } from 'howlikely'\n\nconst howlikely = createHowlikely(${JSON.stringify(optionsOf(parts), null, 2)})\n`
}
