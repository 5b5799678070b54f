import type { Device } from '../protocol/response.ts'

/** Below this, in CSS pixels on the shorter side, a touch screen is a telephone's. */
const smallestTablet = 600

/** A coarse main pointer makes it a hand-held device; the screen's shorter side tells which. */
export const deviceOf = ({ coarse, screenWidth }: { coarse: boolean; screenWidth: number }): Device =>
  coarse ? (screenWidth < smallestTablet ? 'mobile' : 'tablet') : 'desktop'
