export type Layer = Readonly<Record<string, unknown>>

/** The JSON block's options; nothing while there is none, or where it cannot be read. */
export function readBlock(): Layer | null | undefined {
  const block = document.querySelector('script[type="application/json"][data-howlikely]')
  try {
    return block && Object(JSON.parse(block.textContent as string))
  } catch {
    return undefined // The conductor says what is wrong with it, once it is awake.
  }
}
