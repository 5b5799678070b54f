import { createTransport } from 'nodemailer'
import type { MailText } from './mail-text.ts'
import type { Attempt } from './message.ts'
import { failed, problemOf } from './post-out.ts'

/** A mail to one address. */
export interface Mail extends MailText {
  to: string
  /** The same on every try: mail programs treat two mails with one key as one. */
  key: string
}

/** Sends a mail and returns the outcome; never throws. */
export type SendMail = (mail: Mail) => Promise<Attempt>

export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps://…` with TLS from the first byte. */
  smtpUrl: string
  /** The sender's address. */
  from: string
}

/** Milliseconds that a mail server may take for each step, and for all of them together. */
const stepTimeout = 10_000
const mailTimeout = 30_000

/** Sends through the operator's own mail server. */
export function createMail({ smtpUrl, from }: MailSettings): SendMail {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: stepTimeout,
    greetingTimeout: stepTimeout,
    socketTimeout: stepTimeout,
    // A mail contains only what we wrote, nothing read from files or URLs.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = from.split('@').at(-1) ?? 'localhost'
  return async ({ to, key, subject, text, html }) => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<Attempt>(resolve => {
      timer = setTimeout(() => resolve(failed('timeout')), mailTimeout)
      timer.unref()
    })
    const sent = transport
      .sendMail({
        from: { name: 'howlikely', address: from },
        // As an object: a string would be parsed as a list of addresses.
        to: { name: '', address: to },
        ...{ subject, text, html },
        messageId: `<${key}@${host}>`,
        headers: { 'Idempotency-Key': key, 'Auto-Submitted': 'auto-generated' },
      })
      .then((): Attempt => ({ ok: true, status: 250 }), attemptOf)
    return Promise.race([sent, late]).finally(() => clearTimeout(timer))
  }
}

function attemptOf(error: unknown): Attempt {
  const { code, responseCode } = { code: '', responseCode: null, ...(error as object) }
  const status = typeof responseCode === 'number' ? responseCode : null
  if (code === 'EAUTH') return failed('mail-login', status)
  return failed(status === null ? problemOf(error) : 'mail-refused', status)
}
