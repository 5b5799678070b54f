import { useSecret } from '../links/secret.ts'
import type { ResponseRecord } from '../protocol/response.ts'
import { isGenuine, type Signed } from '../protocol/signature.ts'
import { storedKey } from './store/person.ts'
import type { Store } from './store/store.ts'

/** The parts of a response that the site's own server has vouched for. */
export interface Vouched {
  /** The order or ticket, or the link that led to the survey. */
  trigger: boolean
  /** The person answering. */
  respondent: boolean
}

export const nothingVouched: Vouched = { trigger: false, respondent: false }

/** Checks signatures. The sender never learns whether a signature was genuine, since that would help in guessing one. */
export interface SignatureCheck {
  /** @param now milliseconds since 1970 */
  vouch(
    record: Pick<ResponseRecord, 'site' | 'survey' | 'trigger' | 'respondent'>,
    now: number,
  ): Promise<Vouched>
  /** Whether this is the signature of that respondent of that site. */
  isRespondent(
    site: string,
    respondent: { id: string; signature?: string | null | undefined },
    now: number,
  ): Promise<boolean>
}

/**
 * @param secret null: nothing can be checked, so nothing is vouched for
 * @param store knows which triggers the collector itself has handed out
 */
export function createSignatureCheck(secret: string | null, store: Pick<Store, 'memoryOf'>): SignatureCheck {
  const isMac = secret === null ? async () => false : useSecret(secret).isMac

  const isRespondent: SignatureCheck['isRespondent'] = (site, { id, signature }, now) =>
    storedKey(id) === null
      ? Promise.resolve(false)
      : isGenuine(signature, { site, purpose: 'respondent', subject: [id] }, now, isMac)

  const wasHandedOut = async (site: string, id: string, { name, ref }: ResponseRecord['trigger']) => {
    const { triggers } = await store.memoryOf({ site, id })
    return triggers.some(trigger => trigger.name === name && trigger.ref === storedKey(ref))
  }

  return {
    isRespondent,
    async vouch({ site, survey, trigger, respondent }, now) {
      const { name, ref, source, signature } = trigger
      const isLink = source === 'link'
      const signed: Signed = isLink
        ? { site, purpose: 'link', subject: [survey, ref ?? '', respondent?.id ?? ''] }
        : { site, purpose: 'ref', subject: [name, ref ?? ''] }
      const isSigned = (isLink || storedKey(ref) !== null) && (await isGenuine(signature, signed, now, isMac))
      const isKnown = !!respondent && ((isLink && isSigned) || (await isRespondent(site, respondent, now)))
      const isOurs = source === 'collector' && isKnown && (await wasHandedOut(site, respondent.id, trigger))
      return { trigger: isSigned || isOurs, respondent: isKnown }
    },
  }
}

/**
 * Whether everything a response is counted by is vouched for: the order or ticket if it names one, else the respondent or
 * the link.
 */
export function isVerified({ ref }: ResponseRecord['trigger'], vouched: Vouched): boolean {
  return vouched.trigger || (storedKey(ref) === null && vouched.respondent)
}
