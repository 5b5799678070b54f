/** Empties a form whose contents were kept; whoever has typed on meanwhile loses nothing. @param sent what it held */
export function emptyForm(form: HTMLFormElement, sent: FormData): void {
  const held = (fields: FormData) => JSON.stringify([...fields])
  if (held(new FormData(form)) === held(sent)) form.reset()
}
