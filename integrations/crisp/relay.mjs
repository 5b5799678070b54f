// Crisp's web hook says which conversation was resolved, and not whose it was. This relay asks Crisp who that is, and has the
// collector ask them on their next visit. It needs no package, and runs wherever a function from Request to Response does.
import { createHmac, timingSafeEqual } from 'node:crypto'

const fiveMinutes = 300_000

/** Its settings are told in relay.d.mts. */
export function createRelay({ secret, identifier, key, collector, token, site = 'main', ...world }) {
  const { fetch: send = fetch, now = Date.now } = world

  const isFromCrisp = (request, body) => {
    const time = request.headers.get('x-crisp-request-timestamp') ?? ''
    const mac = createHmac('sha256', secret).update(`[${time};${body}]`).digest()
    const given = Buffer.from(request.headers.get('x-crisp-signature') ?? '', 'hex')
    const isFresh = /^\d+$/.test(time) && Math.abs(now() - Number(time)) <= fiveMinutes
    return isFresh && given.length === mac.length && timingSafeEqual(given, mac)
  }

  /** The customer, as your pages told Crisp by session:data or as Crisp knows the e-mail address; null where it knows nobody. */
  const customerOf = async ({ website_id: website, session_id: session }) => {
    const path = [website, 'conversation', session, 'meta'].map(encodeURIComponent).join('/')
    const answer = await send(`https://api.crisp.chat/v1/website/${path}`, {
      headers: {
        authorization: `Basic ${Buffer.from(`${identifier}:${key}`).toString('base64')}`,
        'x-crisp-tier': 'plugin',
      },
    })
    if (!answer.ok) throw new Error(`Crisp answered ${answer.status}.`)
    const { data } = await answer.json()
    return data?.data?.user_id ?? data?.email?.toLowerCase() ?? null
  }

  const relay = async ({ data, timestamp }) => {
    const id = await customerOf(data)
    if (id === null) return 204
    const answer = await send(new URL('/triggers', collector), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        schema: 1,
        site,
        respondent: { id: String(id) },
        trigger: { name: 'support', ref: data.session_id, at: timestamp },
      }),
    })
    return answer.status === 204 ? 204 : 502
  }

  return async request => {
    const body = await request.text()
    if (!isFromCrisp(request, body)) return new Response(null, { status: 401 })
    const message = JSON.parse(body)
    if (message.event !== 'session:set_state' || message.data?.state !== 'resolved')
      return new Response(null, { status: 204 })
    // Crisp sends again what was not taken.
    const status = await relay(message).catch(() => 502)
    return new Response(null, { status })
  }
}
