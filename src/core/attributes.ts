import { lookTable, rowsOf, ruleTable, siteTable } from './option-tables.ts'

/** A number, a boolean (an empty attribute is true) or a list (commas), as its option's kind says. */
function read(kind: string, text: string): unknown {
  if (/number|share|count/.test(kind)) return text.trim() ? (Number.isNaN(+text) ? text : +text) : text
  if (kind === 'flag') return text === '' || text === 'true' || (text === 'false' ? false : text)
  return kind.endsWith('*') ? text.split(/\s*,\s*/) : text
}

/**
 * The tag's attributes as options. What cannot be read stays a text, and is then told as wrong. Attributes that are no
 * option of the site are left out.
 */
export function readAttributes(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const options: Record<string, unknown> = {}
  for (const [name, kind] of rowsOf(`endpoint any${siteTable}${ruleTable}${lookTable}`)) {
    const value = attributes[name]
    if (Object.hasOwn(attributes, name)) options[name] = typeof value === 'string' ? read(kind, value) : value
  }
  return options
}
