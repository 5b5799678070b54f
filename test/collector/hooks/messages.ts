import { createHmac } from 'node:crypto'
import type { VendorName } from '../../../src/collector/hooks/vendors.ts'
import { now } from '../test-collector.ts'

export const hookSecret = 'a secret of the help desk'
const hourAgo = now - 3_600_000
const iso = new Date(hourAgo).toISOString()
const seconds = hourAgo / 1000

/** One help desk's message about a solved ticket, and its outcome. */
export interface Sample {
  body: object
  headers: (body: string, at: number) => Record<string, string>
  /** With `HOOK_RESPONDENT=id`, or by e-mail if the help desk knows no other id. */
  respondent: string
  ref: string
  at: number
  properties: Record<string, string>
  /** The same message about a ticket that is still open. */
  open: object
  /** The same, closed by a robot; null if the message cannot tell. */
  byRobot: object | null
  /** The same without the ticket's number, and that number's name. */
  wrong: readonly [body: object, field: string]
}

const mac = (algorithm: string, encoding: 'hex' | 'base64', ...texts: string[]) =>
  createHmac(algorithm, hookSecret).update(texts.join('')).digest(encoding)

const bearer = () => ({ authorization: `Bearer ${hookSecret}` })

/** The body that docs/help-desks.md has an operator write, as the help desk fills it in. */
const written = {
  ticket: '35436',
  solved_at: iso,
  respondent: 'u_1',
  email: 'Kim@Example.com',
  agent: 'Ada',
  team: 'north',
}
const { ticket: _ticket, ...withoutTicket } = written

const asWritten = {
  body: written,
  respondent: 'u_1',
  ref: '35436',
  at: hourAgo,
  properties: { agent: 'Ada', team: 'north' },
  open: { ...written, status: 'Pending' },
  byRobot: { ...written, closed_by: 'robot' },
  wrong: [withoutTicket, 'ticket'],
} as const

// "Webhook models" and "Conversation model", developers.intercom.com; values replaced.
const notification = {
  type: 'notification_event',
  app_id: 'abc123',
  data: {
    type: 'notification_event_data',
    item: {
      type: 'conversation',
      id: '147',
      created_at: seconds - 900,
      updated_at: seconds,
      state: 'closed',
      open: false,
      source: { type: 'conversation', author: { type: 'user', id: '5f', email: 'Kim@example.com' } },
      contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: '5f', external_id: 'u_1' }] },
      conversation_parts: {
        type: 'conversation_part.list',
        conversation_parts: [
          {
            type: 'conversation_part',
            id: '9',
            part_type: 'close',
            author: { type: 'admin', id: '3', name: 'Ada' },
          },
        ],
      },
    },
  },
  id: 'notif_1',
  topic: 'conversation.admin.closed',
  delivery_attempts: 1,
  first_sent_at: seconds,
  created_at: seconds,
}

// "Webhooks" and "Get Conversation", developer.helpscout.com; values replaced.
const conversation = {
  id: 123,
  number: 12,
  threads: 2,
  type: 'email',
  status: 'closed',
  state: 'published',
  subject: 'Help',
  mailboxId: 13,
  assignee: { id: 99, type: 'user', first: 'Ada', last: 'L', email: 'ada@example.com' },
  createdAt: '2026-04-30T10:00:00Z',
  closedBy: 14,
  closedByUser: { id: 14, type: 'user', first: 'Ada', last: 'L', email: 'ada@example.com' },
  closedAt: iso,
  primaryCustomer: { id: 238, type: 'customer', first: 'Kim', last: 'K', email: 'Kim@example.com' },
}
const { number: _number, ...withoutNumber } = conversation

// "How to use webhooks?", chatwoot.com, and the event's fields in its source; values replaced.
const statusChanged = {
  event: 'conversation_status_changed',
  id: 77,
  inbox_id: 1,
  status: 'resolved',
  channel: 'Channel::WebWidget',
  meta: {
    sender: { id: 5, name: 'Kim', email: 'Kim@example.com', identifier: 'u_1', type: 'contact' },
    assignee: { id: 2, name: 'Ada', type: 'user' },
    assignee_type: 'User',
    team: { id: 1, name: 'north' },
  },
  first_reply_created_at: seconds - 600,
  changed_attributes: [{ status: { previous_value: 'open', current_value: 'resolved' } }],
  timestamp: seconds,
  created_at: seconds - 900,
  updated_at: seconds + 0.25,
}

// "The Ticket object", developers.gorgias.com; values replaced.
const context = {
  ticket: {
    id: 881,
    status: 'closed',
    channel: 'email',
    closed_datetime: iso.replace('Z', '000+00:00'),
    customer: { id: 8, name: 'Kim', email: 'Kim@example.com', external_id: 'u_1' },
    assignee_user: { id: 2, name: 'Ada' },
    assignee_team: { id: 1, name: 'north' },
  },
}

export const samples: Readonly<Record<VendorName, Sample>> = {
  // "Verifying webhooks", developer.zendesk.com.
  zendesk: {
    ...asWritten,
    headers: (body, at) => {
      const time = new Date(at).toISOString()
      return {
        'x-zendesk-webhook-signature': mac('sha256', 'base64', time, body),
        'x-zendesk-webhook-signature-timestamp': time,
      }
    },
  },
  intercom: {
    body: notification,
    headers: body => ({ 'x-hub-signature': `sha1=${mac('sha1', 'hex', body)}` }),
    respondent: 'u_1',
    ref: '147',
    at: hourAgo,
    properties: { agent: 'Ada' },
    open: { ...notification, topic: 'conversation.admin.replied' },
    byRobot: {
      ...notification,
      data: {
        item: {
          ...notification.data.item,
          conversation_parts: {
            conversation_parts: [{ part_type: 'close', author: { type: 'bot', name: 'Fin' } }],
          },
        },
      },
    },
    wrong: [{ ...notification, data: { item: { type: 'conversation' } } }, 'data.item.id'],
  },
  freshdesk: { ...asWritten, headers: bearer },
  // "Validating requests", developers.hubspot.com.
  hubspot: {
    ...asWritten,
    headers: (body, at) => ({
      'x-hubspot-signature-v3': mac(
        'sha256',
        'base64',
        `POSThttps://answers.example/hooks/hubspot${body}${at}`,
      ),
      'x-hubspot-request-timestamp': String(at),
    }),
  },
  helpscout: {
    body: conversation,
    headers: body => ({
      'x-helpscout-event': 'convo.status',
      'x-helpscout-signature': mac('sha1', 'base64', body),
    }),
    respondent: 'kim@example.com',
    ref: '12',
    at: hourAgo,
    properties: { agent: 'Ada' },
    open: { ...conversation, status: 'active' },
    byRobot: { ...conversation, closedByUser: { id: 1, type: 'system_user' } },
    wrong: [withoutNumber, 'number'],
  },
  gorgias: {
    body: context,
    headers: bearer,
    respondent: 'u_1',
    ref: '881',
    at: hourAgo,
    properties: { agent: 'Ada', team: 'north' },
    open: { ticket: { ...context.ticket, status: 'open' } },
    byRobot: null,
    wrong: [{ ticket: { ...context.ticket, id: null } }, 'ticket.id'],
  },
  chatwoot: {
    body: statusChanged,
    headers: (body, at) => {
      const time = String(Math.floor(at / 1000))
      return {
        'x-chatwoot-signature': `sha256=${mac('sha256', 'hex', `${time}.${body}`)}`,
        'x-chatwoot-timestamp': time,
      }
    },
    respondent: 'u_1',
    ref: '77',
    at: hourAgo + 250,
    properties: { agent: 'Ada', team: 'north' },
    open: { ...statusChanged, status: 'open' },
    byRobot: { ...statusChanged, meta: { ...statusChanged.meta, assignee_type: 'AgentBot' } },
    wrong: [{ ...statusChanged, id: {} }, 'id'],
  },
}
