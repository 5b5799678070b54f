const names = ['accent', 'surface', 'text', 'radius', 'font']

/** Whether the page has colours, corners or letters for a card in this place, as `--howlikely-…` properties. */
export function isThemed(place: Element): boolean {
  const style = getComputedStyle(place)
  return names.some(name => style.getPropertyValue(`--howlikely-${name}`))
}
