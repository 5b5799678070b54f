/** The page's body; `document.body` could be a form or a picture of that name. */
export const pageBody = (): HTMLElement => Reflect.get(Document.prototype, 'body', document)
