import type { ResponseRecord } from '../../protocol/response.ts'
import type { Store } from '../store/store.ts'
import { contentOf } from './content.ts'
import { jsonBody } from './json-body.ts'
import type { SendMail } from './mail-out.ts'
import { mailText } from './mail-text.ts'
import type { Attempt, DueMessage } from './message.ts'
import { failed, type Post } from './post-out.ts'
import { signatureHeader, signatureOf } from './signature.ts'
import { slackText } from './slack-text.ts'

/** The collector's channels for sending messages. */
export interface WaysOut {
  post: Post
  /** Null if no mail server is set. */
  mail: SendMail | null
}

export interface Delivering {
  store: Pick<Store, 'names' | 'records'>
  out: WaysOut
  /** Where people reach the report; null if nobody has set it, and then messages have no links. */
  publicUrl: string | null
  /** Milliseconds since 1970. */
  now: () => number
}

/** Sends one message in the form its destination takes. */
export async function deliver(
  message: DueMessage,
  { store, out, publicUrl, now }: Delivering,
  stop: AbortSignal,
): Promise<Attempt> {
  const { destination, body, id } = message
  const calls = body.kind === 'digest' ? await recordsOf(store, body.digest.calls) : []
  const content = contentOf(message, { names: await store.names(), publicUrl, calls })
  if (content === null) return failed('erased')
  if (destination.kind === 'email') {
    if (out.mail === null) return failed('no-mail')
    return out.mail({ ...mailText(content), to: destination.address, key: id })
  }
  const isSlack = destination.kind === 'slack'
  const text = isSlack ? JSON.stringify({ text: slackText(content) }) : jsonBody(content, message)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'idempotency-key': id,
    ...(isSlack ? {} : { [signatureHeader]: signatureOf(text, destination.secret, now()) }),
  }
  return out.post({ address: destination.address, headers, body: text }, stop)
}

/** The answers of a digest that still exist, in its order. */
async function recordsOf(store: Pick<Store, 'records'>, ids: readonly string[]): Promise<ResponseRecord[]> {
  const found: ResponseRecord[] = []
  for (const value of ids) {
    const [stored] = await store.records({ person: { by: 'id', value }, limit: 1 })
    // Not checked: it passed the schema when it was stored.
    if (stored) found.push(JSON.parse(stored.json))
  }
  return found
}
