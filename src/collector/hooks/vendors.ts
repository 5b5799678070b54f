import { readChatwoot } from './chatwoot.ts'
import { readFreshdesk } from './freshdesk.ts'
import { readGorgias } from './gorgias.ts'
import { readHelpScout } from './helpscout.ts'
import { readHubSpot } from './hubspot.ts'
import { readIntercom } from './intercom.ts'
import { keyed, type Proof, signed, signedOrKeyed } from './proof.ts'
import type { ReadMessage } from './solved-ticket.ts'
import { readZendesk } from './zendesk.ts'

export interface Vendor {
  proof: Proof
  read: ReadMessage
  /** Whether its messages can identify the customer by the site's own id, not by e-mail alone. */
  knowsIds: boolean
}

/** The URLs that may have been signed: a proxy in front may have ended TLS. */
const addresses = (url: string): readonly string[] => [
  url.replace(/^http:/, 'https:'),
  url.replace(/^https:/, 'http:'),
]

/** The help desks whose web hooks the collector accepts, by the name in the URL: `/hooks/zendesk`. */
export const vendors = {
  // "Verifying webhooks", developer.zendesk.com: base64(HMAC-SHA256(timestamp + body)).
  zendesk: {
    proof: signed({
      header: 'x-zendesk-webhook-signature',
      timestamp: 'x-zendesk-webhook-signature-timestamp',
      algorithm: 'sha256',
      encoding: 'base64',
      around: timestamp => [[timestamp, '']],
    }),
    read: readZendesk,
    knowsIds: true,
  },
  // "Webhook notifications", developers.intercom.com: X-Hub-Signature, with the app's client secret.
  intercom: {
    proof: signed({ header: 'x-hub-signature', algorithm: 'sha1', encoding: 'hex', prefix: 'sha1=' }),
    read: readIntercom,
    knowsIds: true,
  },
  // Signs nothing; a rule may send custom headers.
  freshdesk: { proof: keyed, read: readFreshdesk, knowsIds: true },
  // "Validating requests", developers.hubspot.com: version 3, or a workflow's API key.
  hubspot: {
    proof: signedOrKeyed(
      'x-hubspot-signature-v3',
      signed({
        header: 'x-hubspot-signature-v3',
        timestamp: 'x-hubspot-request-timestamp',
        algorithm: 'sha256',
        encoding: 'base64',
        around: (timestamp, { url }) => addresses(url).map(address => [`POST${address}`, timestamp]),
      }),
    ),
    read: readHubSpot,
    knowsIds: true,
  },
  // "Webhooks", developer.helpscout.com: base64(HMAC-SHA1(body)).
  helpscout: {
    proof: signed({ header: 'x-helpscout-signature', algorithm: 'sha1', encoding: 'base64' }),
    read: readHelpScout,
    knowsIds: false,
  },
  // Signs nothing; an HTTP integration may send custom headers.
  gorgias: { proof: keyed, read: readGorgias, knowsIds: true },
  // "How to use webhooks?", chatwoot.com: sha256=HMAC-SHA256(timestamp.body); older versions sign nothing.
  chatwoot: {
    proof: signedOrKeyed(
      'x-chatwoot-signature',
      signed({
        header: 'x-chatwoot-signature',
        timestamp: 'x-chatwoot-timestamp',
        algorithm: 'sha256',
        encoding: 'hex',
        prefix: 'sha256=',
        around: timestamp => [[`${timestamp}.`, '']],
      }),
    ),
    read: readChatwoot,
    knowsIds: true,
  },
} as const satisfies Record<string, Vendor>

export type VendorName = keyof typeof vendors

export const vendorNames = Object.keys(vendors).filter((name): name is VendorName => name in vendors)
