import { z95 } from './mean.ts'

/** A share of a whole, with its 95 % interval: 0 to 1 each. */
export interface Rate {
  share: number
  low: number
  high: number
}

/**
 * The share of a part in the whole; null if the whole is 0.
 *
 * Source of the interval: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of
 * the American Statistical Association 22 (1927).
 * @param part 0 to `whole`
 */
export function rateOf(part: number, whole: number): Rate | null {
  if (whole === 0) return null
  const share = part / whole
  const spread = z95 ** 2 / whole
  const centre = (share + spread / 2) / (1 + spread)
  const margin = (z95 * Math.sqrt((share * (1 - share) + spread / 4) / whole)) / (1 + spread)
  // At the ends the bound is the end itself; arithmetic misses it by a hair.
  return {
    share,
    low: part === 0 ? 0 : Math.max(0, centre - margin),
    high: part === whole ? 1 : Math.min(1, centre + margin),
  }
}

/** How many of the people asked reached each step. */
export interface Askings {
  asked: number
  /** Chose a score, whether or not they sent it. */
  scored: number
  /** Sent their answer. */
  answered: number
  /** Sent it with a reason in their own words. */
  withReason: number
  dismissed: number
  ignored: number
  /** Closed, or abandoned after a score, within a second: apart from `asked`, counted in none of the others. */
  misclicks: number
}

/** The way from being asked to a reason, step by step. */
export interface AskingRates {
  response: Rate | null
  completion: Rate | null
  reason: Rate | null
  dismissal: Rate | null
  ignored: Rate | null
  misclicks: Rate | null
}

/**
 * Response: scored out of asked. Completion: answered out of scored. Reason: with a reason out of answered. Dismissal,
 * ignored and mis-clicks: out of asked.
 */
export const askingRatesOf = (askings: Askings): AskingRates => ({
  response: rateOf(askings.scored, askings.asked),
  completion: rateOf(askings.answered, askings.scored),
  reason: rateOf(askings.withReason, askings.answered),
  dismissal: rateOf(askings.dismissed, askings.asked),
  ignored: rateOf(askings.ignored, askings.asked),
  misclicks: rateOf(askings.misclicks, askings.asked),
})
