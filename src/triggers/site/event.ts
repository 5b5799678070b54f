import { matches } from '../../eligibility/match.ts'
import type { SiteTrigger } from '../../options/schema.ts'
import { layerOf } from '../data-layer/layer-name.ts'
import { type CreateWatcher, listenInCapture } from './watcher.ts'

type Fields = Readonly<Record<string, unknown>>

/** What may go along with an answer unasked; anything else of an event only where the site names it, in `where`. */
const fieldsOfEveryEvent = ['ref', 'value', 'currency', 'agent', 'team', 'product', 'department']

const scalarOf = (value: unknown) =>
  ['string', 'number', 'boolean'].includes(typeof value) ? (value as string | number | boolean) : null

/** An entry of the data layer as its event's name and fields, in both of its shapes; those of `ecommerce` count as well. */
function readEntry(entry: unknown): [name: unknown, fields: Fields] {
  const pushed = Object(entry)
  if (Object.prototype.toString.call(entry) === '[object Arguments]')
    return [pushed[0] === 'event' ? pushed[1] : undefined, Object(pushed[2])]
  return [pushed.event, { ...pushed, ...pushed.ecommerce }]
}

/**
 * Another event of the page: one on its data layer, before or after we came, or one that its code dispatches as a
 * `CustomEvent`. What the browser itself dispatches is no event of the site's.
 */
export const createEvent: CreateWatcher<NonNullable<SiteTrigger['event']>> = (
  { name, where = {} },
  happened,
  context,
) => {
  const names = Object.keys(where)
  const consider = (fields: Fields) => {
    if (!names.every(field => matches(where[field], scalarOf(fields[field])))) return
    const details = Object.fromEntries([...fieldsOfEveryEvent, ...names].map(field => [field, fields[field]]))
    happened({ ...details, ref: fields.ref ?? fields.transaction_id })
  }
  const { look, leave } = context.listen(layerOf(context), entry => {
    const [event, fields] = readEntry(entry)
    if (event === name) consider(fields)
  })
  const stop = listenInCapture(on =>
    on(window, name, event => {
      try {
        if (event instanceof CustomEvent) consider(Object(event.detail))
      } catch {
        // The page's own detail has getters that throw: it cannot be read.
      }
    }),
  )
  return {
    look,
    destroy() {
      stop()
      leave()
    },
  }
}
