/** Empties a form whose contents were stored, unless somebody has typed on meanwhile. @param sent what it contained */
export function emptyForm(form: HTMLFormElement, sent: FormData): void {
  const held = (fields: FormData) => JSON.stringify([...fields])
  if (held(new FormData(form)) === held(sent)) form.reset()
}
