import type {
  DestinationsAnswer,
  OutgoingAnswer,
  OutgoingParameters,
  RulesAnswer,
} from '../report/api/alerts.ts'
import type { Store } from './store/store.ts'

/** Messages per page of the list. */
const mostListed = 30

/** The response to `/api/alerts`. */
export async function answerRules(store: Pick<Store, 'alertSettings'>): Promise<RulesAnswer> {
  return { rules: (await store.alertSettings()).rules }
}

/** The response to `/api/destinations`: no secrets, and of a hook's URL no more than the host. */
export async function answerDestinations(store: Pick<Store, 'alertSettings'>): Promise<DestinationsAnswer> {
  const { destinations } = await store.alertSettings()
  return {
    destinations: destinations.map(({ id, name, kind, address, digest, zone, changed }) => ({
      ...{ id, name, kind, digest, zone, changed },
      address: kind === 'email' ? address : new URL(address).origin,
    })),
  }
}

/** The response to `/api/outgoing`. */
export async function answerOutgoing(
  store: Pick<Store, 'messages'>,
  { outgoing, older }: OutgoingParameters,
): Promise<OutgoingAnswer> {
  const [at = '', id = ''] = older?.split('.') ?? []
  const found = await store.messages({
    state: outgoing ?? null,
    older: older === undefined ? null : { at: Number(at), id },
    limit: mostListed + 1,
  })
  const messages = found.slice(0, mostListed)
  const last = found.length > mostListed ? messages.at(-1) : undefined
  return { messages, next: last ? `${last.madeAt}.${last.id}` : null }
}
