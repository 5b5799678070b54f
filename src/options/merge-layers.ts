import { readAttributes } from './attributes.ts'
import { isRaw, ownOf, type Raw } from './own.ts'

/**
 * Merges the site's options as they were written; later layers win. The attribute `data-privacy-url` gives the address
 * if `privacy` has none.
 *
 * @param layers The first holds the tag's attributes.
 */
export function mergeLayers([tag = {}, ...others]: readonly Raw[]): Raw {
  const { privacyUrl } = ownOf(tag)
  const written = ownOf(readAttributes(tag), ...others)
  const { privacy = {} } = written
  return privacyUrl === undefined || !isRaw(privacy)
    ? written
    : ownOf(written, { privacy: ownOf({ url: privacyUrl }, privacy) })
}
