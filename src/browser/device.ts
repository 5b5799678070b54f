import type { Device } from '../protocol/response.ts'

/** A touch screen whose shorter side is below this, in CSS pixels, is a phone's. */
const smallestTablet = 600

/** A coarse main pointer means a handheld device; the screen's shorter side tells a phone from a tablet. */
export const deviceOf = ({ coarse, screenWidth }: { coarse: boolean; screenWidth: number }): Device =>
  coarse ? (screenWidth < smallestTablet ? 'mobile' : 'tablet') : 'desktop'
