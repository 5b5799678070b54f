/**
 * The chance that a standard normal variable is at least this far from 0, on either side: 1 at 0, 0.05 at 1.96.
 *
 * The error is below 1.5e-7. Source: formula 7.1.26 for the complementary error function in M. Abramowitz and I. Stegun,
 * "Handbook of Mathematical Functions" (1964).
 */
export function chanceBeyond(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return Math.min(1, polynomial * Math.exp(-(x ** 2)))
}
