import { hasExpired, parseSignature } from '../protocol/signature.ts'
import { reportProblem } from './emit.ts'
import type { DecisionState } from './state.ts'

const form = 'v1.<exp>.<code>'

/** Tells the site, once for each cause, about signatures that cannot be valid. Only the collector can detect forged ones. */
export interface SignatureReport {
  /**
   * Whether there is a signature at all.
   * @param option the option that needs it, or null for a link
   */
  check(
    state: Pick<DecisionState, 'browser' | 'page'>,
    signature: string | null,
    option: string | null,
  ): boolean
}

/** What is wrong with a signature, or null. */
function complaintAbout(signature: string | null, whose: string, now: number) {
  const parsed = parseSignature(signature)
  if (!signature)
    return {
      found: null,
      allowed: form,
      message: `${whose} signature is missing, so the collector cannot know who this is.`,
    }
  if (!parsed)
    return {
      found: signature,
      allowed: form,
      message: `${whose} signature cannot be read: it has another form than ${form}.`,
    }
  if (!hasExpired(parsed, now)) return null
  const end = new Date(Number(parsed.exp) * 1000).toISOString()
  return {
    found: end,
    allowed: 'an end that is still to come',
    message: `${whose} signature has expired, at ${end}; the answer is not verified.`,
  }
}

export function createSignatureReport(): SignatureReport {
  const reported = new Set<string>()
  return {
    check(state, signature, option) {
      const whose = option ? "the respondent's" : "the link's"
      const complaint = complaintAbout(signature, whose, state.browser.now())
      if (complaint && !reported.has(complaint.message)) {
        reported.add(complaint.message)
        reportProblem(state, { code: 'signature', option, ...complaint })
      }
      return !!signature
    },
  }
}
