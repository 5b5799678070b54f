/** The page's body; `document.body` would be a form or a picture of that name, where there is one. */
export const pageBody = (): HTMLElement => Reflect.get(Document.prototype, 'body', document)
