import type { WaysOut } from '../../../src/collector/alerts/deliver.ts'
import type { Mail } from '../../../src/collector/alerts/mail-out.ts'
import type { Attempt } from '../../../src/collector/alerts/message.ts'
import type { HookRequest } from '../../../src/collector/alerts/post-out.ts'
import { createSender } from '../../../src/collector/alerts/sender.ts'
import type { By } from '../../../src/collector/store/alert-settings.ts'
import type { Store } from '../../../src/collector/store/store.ts'
import type { ResponseRecord } from '../../../src/protocol/response.ts'
import { type DestinationChange, RuleChange } from '../../../src/report/api/alerts.ts'
import { now } from '../test-collector.ts'

export const by: By = { actor: { id: 'operator', name: 'Operator' }, now }

export const received = (record: ResponseRecord, receivedAt = now) => ({
  record,
  json: JSON.stringify(record),
  receivedAt,
})

/** A destination as the API lets it through, by its name. */
export const destinationOf = (name: string, fields: Partial<DestinationChange> = {}): DestinationChange => ({
  ...{ name, kind: 'slack', address: `https://hooks.example/${name}`, digest: false, zone: 'UTC' },
  ...fields,
})

/** Creates a destination, and a rule that reports detractors there; returns its id. */
export async function tell(
  store: Pick<Store, 'keepDestination' | 'keepRule'>,
  destination: DestinationChange,
  rule: object = {},
): Promise<string> {
  const kept = await store.keepDestination(destination, by)
  if (!('id' in kept)) throw new Error('There is no room.')
  await store.keepRule(RuleChange.parse({ name: 'Low', destinations: [kept.id], ...rule }), by)
  return kept.id
}

/** Outputs that keep what they are given, and answer as they are told. */
export function recordedOut() {
  const posts: HookRequest[] = []
  const mails: Mail[] = []
  let react: (hook: HookRequest) => Attempt | Promise<Attempt> = () => ({ ok: true, status: 200 })
  const out: WaysOut = {
    async post(hook, stop) {
      posts.push(hook)
      const stopped = new Promise<Attempt>(resolve =>
        stop.addEventListener('abort', () => resolve({ ok: false, status: null, problem: 'failed' })),
      )
      return Promise.race([react(hook), stopped])
    },
    async mail(mail) {
      mails.push(mail)
      return { ok: true, status: 250 }
    },
  }
  return {
    out,
    posts,
    mails,
    /** How the hooks answer from now on. */
    react(next: typeof react) {
      react = next
    },
    keys: () => posts.map(({ headers }) => headers['idempotency-key']),
    /** The reasons in the channels' messages. */
    reasons: () =>
      posts.map(({ body }) => /&gt; (.*?)(?:\\n|")|\\n> (.*?)(?:\\n|")/.exec(body)?.slice(1).find(Boolean)),
  }
}

/** A sender on a store, with a clock that stands still until it is set. */
export function testSender(store: Store, out: WaysOut) {
  const clock = { now }
  const sender = createSender({ store, out, publicUrl: null, now: () => clock.now })
  return { clock, sender }
}
