/**
 * The JSON of plain values. Libraries from before 2010 put a `toJSON` on the prototypes of lists, texts and more; this
 * ignores what it returns, and uses the actual value in the list or object.
 * @param indent spaces before nested values, each on its own line
 * @default everything on one line
 */
export const toJson = (value: unknown, indent?: number): string =>
  JSON.stringify(
    value,
    function (this: Readonly<Record<string, unknown>>, key) {
      return this[key]
    },
    indent,
  )
