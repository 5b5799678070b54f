import { mergeLayers } from '../options/merge-layers.ts'
import type { Problem } from '../options/settings.ts'

/** The scripts of Google's tags, which sites may also serve from an address of their own. */
const isGoogles = ({ pathname, searchParams }: URL) =>
  /\/(gtm\.js|gtag\/js)$/.test(pathname) && /^(GTM|GT|G|AW|DC)-/.test(searchParams.get('id') ?? '')

/**
 * Data layers that Google's scripts on the page were told to read, and howlikely was not: they take the name from `l` in
 * their address. A shop's purchases are then told where nobody listens.
 * @param layers the options as they were written, a later one wins; the first holds the tag's attributes
 * @param scripts the addresses of the page's scripts
 */
export function layerProblems(
  layers: readonly Readonly<Record<string, unknown>>[],
  scripts: readonly string[],
): Problem[] {
  const { dataLayer, sources } = mergeLayers(layers)
  const heard = `${dataLayer || 'dataLayer'}`
  const names = scripts
    .filter(address => URL.canParse(address))
    .map(address => new URL(address))
    .filter(isGoogles)
    .map(({ searchParams }) => searchParams.get('l') || 'dataLayer')
  // With several scripts one of them may be heard, and be the one that matters.
  if (Object(sources).ga4 === false || names.includes(heard)) return []
  return [...new Set(names)].map(name => ({
    code: 'other-data-layer',
    option: 'dataLayer',
    found: JSON.stringify(heard),
    allowed: JSON.stringify(name),
    message: `dataLayer is "${heard}", but Google's script on this page reads "${name}", so a purchase that is reported there is not heard; write data-data-layer="${name}".`,
  }))
}
