const kinds: Readonly<Record<string, 'number' | 'boolean' | 'list'>> = {
  sample: 'number',
  minVisits: 'number',
  minPages: 'number',
  maxPerYear: 'number',
  offset: 'number',
  enabled: 'boolean',
  test: 'boolean',
  debug: 'boolean',
  preview: 'boolean',
  visitorId: 'boolean',
  cancelOn: 'list',
  never: 'list',
  keepParameters: 'list',
}

/** What a tag's attributes may hold besides options: a trigger, and where more options are. */
export const notOptions = ['trigger', 'ref', 'value', 'currency', 'signature', 'config']

const read = (name: string, text: string): unknown => {
  const kind = kinds[name]
  if (kind === 'number') return text.trim() && Number.isFinite(+text) ? +text : text
  if (kind === 'boolean') return text === '' || text === 'true' || (text === 'false' ? false : text)
  if (kind === 'list') return text.split(',').map(item => item.trim())
  return text
}

/**
 * The tag's attributes as options: numbers, booleans (an empty attribute is true) and lists of texts (commas) become
 * what they stand for; what cannot be read stays a text, and is then told as wrong.
 */
export function readAttributes(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const options: Record<string, unknown> = {}
  for (const name of Object.keys(attributes)) {
    const value = attributes[name]
    if (!notOptions.includes(name)) options[name] = typeof value === 'string' ? read(name, value) : value
  }
  return options
}
