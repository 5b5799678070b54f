/**
 * The JSON of plain values. Libraries from before 2010 put a `toJSON` on the prototypes of lists, texts and more: what that
 * makes of a value is set aside for what stands in the list or object that holds it.
 * @param indent spaces before what is inside, each on a line of its own @default all on one line
 */
export const toJson = (value: unknown, indent?: number): string =>
  JSON.stringify(
    value,
    function (this: Readonly<Record<string, unknown>>, key) {
      return this[key]
    },
    indent,
  )
