/** HTML that may be put into a page as it is. Make it from text only through {@link escaped} or {@link json}. */
export class Markup {
  readonly html: string

  constructor(html: string) {
    this.html = html
  }
}

export type Values = Readonly<Record<string, string | number | Markup>>

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text escaped for use between tags and inside quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character)
}

/** A value for `<script type="application/json">`, without any `<` that could end the script. */
export function json(value: unknown): Markup {
  return new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'))
}

/** Joins pieces in order. */
export function joined(pieces: readonly Markup[]): Markup {
  return new Markup(pieces.map(piece => piece.html).join('\n'))
}

export const nothing = new Markup('')

/**
 * Fills `{{name}}` in a template: text is escaped, {@link Markup} is used as it is.
 * @throws if a name has no value, since a page with a hole in it helps nobody.
 */
export function render(template: string, values: Values): Markup {
  return new Markup(
    template.replace(/\{\{(\w+)\}\}/g, (_placeholder, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      if (value === undefined) throw new Error(`The template needs a value for {{${name}}}.`)
      return value instanceof Markup ? value.html : escaped(String(value))
    }),
  )
}
