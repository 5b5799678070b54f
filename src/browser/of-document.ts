/**
 * What the document itself has under a name. A picture, a form or a frame of that name would be found in its place, and
 * `<iframe name="hidden">` is no rare thing.
 */
export const ofDocument = <Name extends keyof Document>(name: Name): Document[Name] =>
  Reflect.get(Document.prototype, name, document)
