/** What a site may dress the card in. */
export const looks = ['accent', 'surface', 'text', 'radius', 'font'] as const

/** Whether the page has colours, corners or letters for a card in this place, as `--howlikely-…` properties. */
export function isThemed(place: Element): boolean {
  const style = getComputedStyle(place)
  return looks.some(name => style.getPropertyValue(`--howlikely-${name}`))
}
