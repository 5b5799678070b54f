import { complain } from '../../protocol/complaint.ts'
import type { ReadMessage } from './solved-ticket.ts'
import { readWrittenBody } from './written-body.ts'

/** HubSpot: the body of a workflow's web hook. An app's subscriptions come as a list, and name objects, not customers. */
export const readHubSpot: ReadMessage = body =>
  Array.isArray(body)
    ? complain(
        null,
        `a list of ${body.length}`,
        'the body of a workflow’s web hook, as an app’s events don’t name the customer',
      )
    : readWrittenBody(body)
