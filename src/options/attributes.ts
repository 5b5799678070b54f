import { type Kind, text } from './kinds.ts'
import { lookOptions, ruleOptions, siteOptions } from './option-tables.ts'
import { isText, ownOf } from './own.ts'

const onTag: Readonly<Record<string, Kind>> = {
  endpoint: text,
  ...siteOptions,
  ...ruleOptions,
  ...lookOptions,
}

/**
 * The tag's attributes as options: numbers, booleans (an empty attribute is true) and lists (commas), as their options
 * are. What cannot be read stays a text, and is then told as wrong. Attributes that are no option of the site are left
 * out.
 */
export function readAttributes(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const written = ownOf(attributes)
  const options: Record<string, unknown> = {}
  for (const [name, { fromAttribute }] of Object.entries(onTag)) {
    const given = written[name]
    // A template leaves space around what it puts in.
    const value = isText(given) ? given.trim() : given
    if (value !== undefined)
      options[name] = isText(value) && fromAttribute ? fromAttribute(value, name) : value
  }
  return options
}
