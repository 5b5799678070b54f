export type Layer = Readonly<Record<string, unknown>>

/** The options that stand on the tag as `data-…`, all texts, named in camel case by the browser itself. */
export const readTag = (tag: HTMLScriptElement | null): Layer => ({ ...tag?.dataset })

/** The JSON block's options; undefined while there is none, null where it cannot be read. */
export function readBlock(): Layer | null | undefined {
  const block = document.querySelector('script[type="application/json"][data-howlikely]')
  if (!block) return undefined
  try {
    const options = JSON.parse(block.textContent as string)
    return options && typeof options === 'object' ? options : null
  } catch {
    return null // The conductor says what is wrong with it, once it is awake.
  }
}
