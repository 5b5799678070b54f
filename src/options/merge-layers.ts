import { readAttributes } from './attributes.ts'
import { isRaw, ownOf, type Raw } from './own.ts'

/**
 * The site's options as they were written, a later layer wins. The attribute `data-privacy-url` is the address where
 * `privacy` names none.
 *
 * @param layers The first holds the tag's attributes.
 */
export function mergeLayers([tag = {}, ...others]: readonly Raw[]): Raw {
  const { privacyUrl } = ownOf(tag)
  const written = ownOf(readAttributes(tag), ...others)
  const { privacy = {} } = written
  return privacyUrl === undefined || !isRaw(privacy)
    ? written
    : ownOf(written, { privacy: { url: privacyUrl, ...privacy } })
}
