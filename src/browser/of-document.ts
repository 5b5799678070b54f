/**
 * A property of the document itself. Read directly, it could be hidden by a picture, form or frame of the same name, and
 * `<iframe name="hidden">` is not rare.
 */
export const ofDocument = <Name extends keyof Document>(name: Name): Document[Name] =>
  Reflect.get(Document.prototype, name, document)
