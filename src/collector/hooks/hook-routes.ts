import { Hono } from 'hono'
import { complain } from '../../protocol/complaint.ts'
import type { Visit } from '../access.ts'
import { jsonResponse, privateHeaders } from '../page-response.ts'
import { readAtMost } from '../read-at-most.ts'
import type { Store } from '../store/store.ts'
import { type Hook, triggerOf } from './hooks.ts'
import { vendors } from './vendors.ts'

interface Setting {
  store: Pick<Store, 'askNextTime'>
  hooks: readonly Hook[]
  /** Milliseconds since 1970. */
  now: () => number
}

/** Bytes. A conversation's message may contain its latest texts. */
export const longestMessage = 256 * 1024

/**
 * The routes on which help desks report that a ticket was solved: `POST /hooks/zendesk`. Only those that the operator has
 * configured exist.
 */
export function hookRoutes({ store, hooks, now }: Setting): Hono<Visit> {
  const app = new Hono<Visit>()
  const refused = (complaint: ReturnType<typeof complain>, status: number) =>
    jsonResponse(complaint, status, privateHeaders)

  const hear = async (hook: Hook, request: Request): Promise<Response> => {
    const body = await readAtMost(request, longestMessage)
    if (body === 'too long')
      return refused(complain(null, null, `at most ${longestMessage} bytes of JSON`), 413)
    if (body === 'broken') return refused(complain(null, 'a body that ended early', 'a complete body'), 400)
    const at = now()
    const { url, headers } = request
    if (!vendors[hook.vendor].proof({ url, headers, body }, hook.secret, at)) return unproved()
    const message = parsed(body)
    if (message === undefined) return refused(complain(null, null, 'JSON'), 400)
    const trigger = triggerOf(hook, { body: message, headers }, at)
    if (trigger !== null && 'error' in trigger) return refused(trigger, 422)
    if (trigger !== null) await store.askNextTime(trigger)
    return new Response(null, { status: 204 })
  }

  for (const hook of hooks) {
    const path = `/hooks/${hook.vendor}`
    app.post(path, ({ req }) => hear(hook, req.raw))
    // Intercom checks that somebody is there before it sends anything.
    app.get(path, context => context.text('Web hooks are taken here, by POST.'))
  }
  return app
}

/** Reveals nothing that would help in guessing. */
const unproved = () =>
  jsonResponse({ error: 'Not accepted.', field: null, found: null, allowed: null }, 401, privateHeaders)

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}
