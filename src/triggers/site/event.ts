import { matches } from '../../eligibility/match.ts'
import type { SiteTrigger } from '../../options/schema.ts'
import { layerOf } from '../data-layer/layer-name.ts'
import { type CreateWatcher, listenInCapture } from './watcher.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * Fields that may be sent with an answer without being asked for; other fields of an event only if the site names them in
 * `where`.
 */
const fieldsOfEveryEvent = ['ref', 'value', 'currency', 'agent', 'team', 'product', 'department']

const scalarOf = (value: unknown) =>
  ['string', 'number', 'boolean'].includes(typeof value) ? (value as string | number | boolean) : null

/** The name and the fields of a data layer's entry, in either format; the fields in `ecommerce` count, too. */
function readEntry(entry: unknown): [name: unknown, fields: Fields] {
  const pushed = Object(entry)
  if (Object.prototype.toString.call(entry) === '[object Arguments]')
    return [pushed[0] === 'event' ? pushed[1] : undefined, Object(pushed[2])]
  return [pushed.event, { ...pushed, ...pushed.ecommerce }]
}

/**
 * Another event of the page: one on its data layer, pushed before or after we came, or one that its code dispatches as a
 * `CustomEvent`. Events dispatched by the browser itself don't count.
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
