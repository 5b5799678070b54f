import { type Signed, textToSign } from '../protocol/signature.ts'
import { parseDuration } from '../time/duration.ts'
import { useSecret } from './secret.ts'
import { type SurveyLink, surveyLinks } from './survey-links.ts'

/** How long a signature is valid. */
export interface Validity {
  /** Such as "30d" or "12h". @default "30d" */
  validFor?: string
}

/** What the links in an e-mail are about. */
export interface LinkSubject {
  /** The survey's id. */
  survey: string
  /** The order's or ticket's number. */
  ref?: string
  /** The id under which your pages `identify` this person. */
  respondent?: string
}

/** Signs for one site. It throws at anything it refuses, since that is a mistake in the calling code. */
export interface Signer {
  /** For `identify`: this page's visitor is that customer. */
  respondent(id: string, validity?: Validity): Promise<string>
  /** For a trigger: that order or ticket is this visitor's. */
  ref(name: string, ref: string, validity?: Validity): Promise<string>
  /** For a link in an e-mail; it vouches for the ref and the respondent. */
  link(subject: LinkSubject, validity?: Validity): Promise<string>
  /**
   * The eleven links for an e-mail, from 0 to 10.
   * @param page the URL of a page with the tag; its own query is kept
   */
  links(page: string, subject: LinkSubject, validity?: Validity): Promise<SurveyLink[]>
}

/**
 * Makes signatures, on a server: the secret must never reach a page.
 *
 * @param secret the collector's, at least 32 characters
 * @param site the option `site` of your pages
 * @default "main"
 * @param now milliseconds since 1970
 * @default the current time
 */
export function createSigner({
  secret,
  site = 'main',
  now = () => Date.now(),
}: {
  secret: string
  site?: string
  now?: () => number
}): Signer {
  const { macOf } = useSecret(secret)

  const sign = async (
    purpose: Signed['purpose'],
    subject: readonly string[],
    { validFor = '30d' }: Validity = {},
  ): Promise<string> => {
    const length = parseDuration(validFor)
    if (!length) throw new Error(`validFor must be a duration such as "30d" or "12h", got "${validFor}".`)
    const exp = `${Math.floor((now() + length) / 1000)}`
    const text = textToSign({ site, purpose, subject }, exp)
    if (text === null) throw new Error('What is signed must not hold a line break.')
    return `v1.${exp}.${await macOf(text)}`
  }

  const link = ({ survey, ref = '', respondent = '' }: LinkSubject, validity?: Validity) =>
    sign('link', [survey, ref, respondent], validity)

  return {
    respondent: (id, validity) => sign('respondent', [id], validity),
    ref: (name, ref, validity) => sign('ref', [name, ref], validity),
    link,
    links: async (page, subject, validity) => surveyLinks(page, subject, await link(subject, validity)),
  }
}
