import { hasExpired, parseSignature } from '../protocol/signature.ts'
import type { BeyondDesk } from './beyond-part.ts'

/** Tells the site, once for each cause, of a signature that cannot hold. Whether one is forged only the collector knows. */
export interface SignatureWatch {
  /**
   * Whether there is a signature at all.
   * @param option the option that needs it, or null for a link's
   */
  isSigned(signature: string | null, option: string | null): boolean
}

export function createSignatureWatch({ environment, emit }: BeyondDesk): SignatureWatch {
  const told = new Set<string>()
  return {
    isSigned(signature, option) {
      const whose = option ? "the respondent's" : "the link's"
      const tell = (found: string | null, allowed: string, message: string) => {
        if (told.has(message)) return
        told.add(message)
        environment.say(message)
        emit('problem', { code: 'signature', option, found, allowed, message })
      }
      const form = 'v1.<exp>.<code>'
      const parsed = parseSignature(signature)
      if (!signature)
        tell(null, form, `${whose} signature is missing, so the collector cannot know who this is.`)
      else if (!parsed)
        tell(signature, form, `${whose} signature cannot be read: it has another form than ${form}.`)
      else if (hasExpired(parsed, environment.now())) {
        const end = new Date(Number(parsed.exp) * 1000).toISOString()
        tell(
          end,
          'an end that is still to come',
          `${whose} signature has expired, at ${end}; the answer is not verified.`,
        )
      }
      return !!signature
    },
  }
}
