import { ownOf, rowsOf, sharedTable, siteTable } from './option-tables.ts'

const flags: Readonly<Record<string, boolean>> = { '': true, true: true, false: false }

/** A number, a boolean (an empty attribute is true) or a list (commas), as its option's kind says. */
function read(kind: string, text: string): unknown {
  if (/number|share|count/.test(kind)) return text.trim() && !Number.isNaN(+text) ? +text : text
  if (kind === 'flag') return flags[text] ?? text
  return kind.endsWith('*') ? text.split(/\s*,\s*/) : text
}

/**
 * The tag's attributes as options. What cannot be read stays a text, and is then told as wrong. Attributes that are no
 * option of the site are left out.
 */
export function readAttributes(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const options: Record<string, unknown> = {}
  for (const [name, kind] of rowsOf(`endpoint any${siteTable}${sharedTable}`)) {
    const value = ownOf(attributes)[name]
    if (value !== undefined) options[name] = typeof value === 'string' ? read(kind, value) : value
  }
  return options
}
