import type { Share } from '../../figures/share-difference.ts'
import { shareText } from './language.ts'

/** A share in figures; a dash if the whole is 0. */
export const shareOf = ({ part, of }: Share): string => (of === 0 ? '–' : shareText(part / of))

/** A share in figures, and as a bar to compare at a glance. */
export function ShareBar({ share }: { share: Share }) {
  const width = share.of === 0 ? 0 : (100 * share.part) / share.of
  return (
    <span class="share-bar">
      <span>{shareOf(share)}</span>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" width={100} height={8} />
        <rect width={width} height={8} />
      </svg>
    </span>
  )
}
