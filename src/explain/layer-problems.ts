import { mergeLayers } from '../options/merge-layers.ts'
import type { Problem } from '../options/settings.ts'

/** Recognises the scripts of Google's tags, which sites may also serve from their own domain. */
const isGoogles = ({ pathname, searchParams }: URL) =>
  /\/(gtm\.js|gtag\/js)$/.test(pathname) && /^(GTM|GT|G|AW|DC)-/.test(searchParams.get('id') ?? '')

/**
 * Data layers that Google's scripts on the page were told to read, but howlikely was not. Those scripts take the name from
 * `l` in their URL. In that case a shop's purchases are reported where howlikely does not listen.
 * @param layers the options as they were written, later ones win; the first has the tag's attributes
 * @param scripts the URLs of the page's scripts
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
  // With several scripts, the one heard may be the one that matters.
  if (Object(sources).ga4 === false || names.includes(heard)) return []
  return [...new Set(names)].map(name => ({
    code: 'other-data-layer',
    option: 'dataLayer',
    found: JSON.stringify(heard),
    allowed: JSON.stringify(name),
    message: `dataLayer is "${heard}", but Google's script on this page reads "${name}", so a purchase that is reported there is not heard; write data-data-layer="${name}".`,
  }))
}
