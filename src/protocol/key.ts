/** What programs write when they have no value; none of these is anybody's number or id. */
const nothing = /^(undefined|null|nan|none|nil|n\/a|false|true|\(?not set\)?|\[object \w+\]|-+|0+)$/i

/**
 * A placeholder that a template left unfilled: `{{Order ID}}`, `{order}`, `%ORDER_ID%`, `${id}`, `<%= id %>`, `[[id]]`,
 * `#ID#`.
 */
const unfilled = /^(\$?\{.*\}|%[^%]+%|<%.*%>|<\?.*\?>|\[\[.*\]\]|##?[^#]+##?|__[A-Z_]+__)$/s

/** Whether a text in place of a number or an id is none. */
export const isPlaceholder = (text: string): boolean => nothing.test(text) || unfilled.test(text)

/**
 * A text in the form in which it is stored, counted and found as a key, by both the widget and the collector: without
 * surrounding whitespace. Null if it is empty or a placeholder, since everything with the same placeholder would otherwise
 * be taken for one.
 */
export function keyOf(text: string | null | undefined): string | null {
  const key = (text ?? '').trim()
  return key && !isPlaceholder(key) ? key : null
}
