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
 * Reads the tag's attributes as options: as numbers, booleans (an empty attribute is true) or lists (separated by
 * commas), depending on the option. Values that cannot be read stay texts, to be reported as wrong. Attributes that are
 * no options of the site are left out.
 */
export function readAttributes(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const written = ownOf(attributes)
  const options: Record<string, unknown> = {}
  for (const [name, { fromAttribute }] of Object.entries(onTag)) {
    const given = written[name]
    // Templates may leave space around the value that they insert.
    const value = isText(given) ? given.trim() : given
    if (value !== undefined)
      options[name] = isText(value) && fromAttribute ? fromAttribute(value, name) : value
  }
  return options
}
