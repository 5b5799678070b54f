/** What a program writes where it has nothing: these are nobody's number or id. */
const nothing = /^(undefined|null|nan|none|nil|n\/a|false|true|\(?not set\)?|\[object \w+\]|-+|0+)$/i

/** A place in a template that nothing was put into: `{{Order ID}}`, `{order}`, `%ORDER_ID%`, `${id}`, `<%= id %>`, `[[id]]`, `#ID#`. */
const unfilled = /^(\$?\{.*\}|%[^%]+%|<%.*%>|<\?.*\?>|\[\[.*\]\]|##?[^#]+##?|__[A-Z_]+__)$/s

/** Whether a text stands where a number or an id belongs, and is none. */
export const isPlaceholder = (text: string): boolean => nothing.test(text) || unfilled.test(text)

/**
 * A text as the key by which something is kept, counted and found again, alike in the widget and the collector: without space
 * around it; null where it is empty or a placeholder, since that would make one of all that have it.
 */
export function keyOf(text: string | null | undefined): string | null {
  const key = (text ?? '').trim()
  return key && !isPlaceholder(key) ? key : null
}
