import type { Conductor, CreateConductor, Desk, Handler } from '../decision/decision-part.ts'
import type { Check } from '../explain/explain-part.ts'
import { countPageView, parseSeen } from '../history/visits.ts'
import { type Layer, readBlock } from '../options/json-block.ts'
import type { TriggerSource } from '../protocol/response.ts'
import { listenToDataLayer } from '../triggers/data-layer/data-layer.ts'
import { isOldPurchase, readPurchase } from '../triggers/data-layer/ga4.ts'
import { thankYouMarks, vendorGlobals } from '../triggers/marks-of-sources.ts'
import type { CreateSources, Sources } from '../triggers/source.ts'
import { isFramedByStranger, isSupported } from './supported.ts'

/** The parts that the loader wakes in turn, as functions it was given. */
export interface Parts {
  conductor(): Promise<CreateConductor>
  sources(): Promise<CreateSources>
  check(): Promise<Check>
  load: Desk['load']
}

/** A call that came before the loader: a list, or a function's `arguments`. */
type Call = Iterable<unknown>

/** `window.howlikely`: the commands, and the door through which later files hand themselves over. */
export interface Howlikely {
  (...call: unknown[]): unknown
  q?: Call[]
  part?: (name: string, value: unknown) => void
}

const day = 864e5
const none = () => {}

/**
 * Whether an order without a number may be another one: a page that is loaded again (1), or come back to (2), tells of its
 * own again. In its newer form, as an entry, it takes many more bytes.
 */
const isFresh = () => !Object(performance.navigation).type

/** What is blocked reads as empty; the conductor decides what that means. */
const attempt = <Value>(read: () => Value): Value | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

/**
 * The loader: listens, remembers until when it is quiet, and wakes the conductor when something happens. It reads of
 * the options only what it needs for that; they are read in full, and checked, later.
 *
 * @param queued the calls that came before it
 * @param own the options on the tag, all texts
 * @param gone called by `destroy`
 * @returns the function that runs a command; undefined where howlikely must not run.
 */
export function startLoader(
  queued: Iterable<Call>,
  own: Readonly<Record<string, string | undefined>>,
  parts: Parts,
  gone: () => void,
): ((...call: unknown[]) => unknown) | undefined {
  if (!isSupported() || isFramedByStranger()) return undefined

  const asked = new URLSearchParams(location.search)
  const view = asked.get('howlikely')
  const stops: (() => void)[] = []
  const handlers: [event: string, handler: Handler][] = []
  /** The tag's options, the block's, and those of the command. */
  const layers: Layer[] = [own, {}, {}]
  /** What `identify` and `consent` said last. */
  const said: Record<string, unknown> = {}
  let conductor: Promise<Conductor> | undefined
  let sources: Sources | undefined
  let isOver = view === 'off'

  // Of its own: what old libraries put on Object.prototype is no option.
  const option = (name: string) =>
    layers.reduce<unknown>((value, layer) => (Object.hasOwn(layer, name) ? layer[name] : value), undefined)
  const key = (name: string) => `howlikely:${option('site') || 'main'}:${name}`
  const read = (name: string) => attempt(() => localStorage.getItem(key(name)))
  const surveys = () => {
    const own = option('surveys')
    return (Array.isArray(own) ? own : [{ trigger: ['checkout', 'support'] }]).map(Object) as Layer[]
  }

  const wake = () => {
    if (!conductor) {
      const part: () => Promise<(desk: Desk) => Conductor | Promise<Conductor>> =
        view === 'preview' ? parts.check : parts.conductor
      conductor = part().then(create => create(desk))
      conductor.catch(() => {
        conductor = undefined
      })
    }
    return conductor
  }
  const tell = (action: (conductor: Conductor) => unknown) => wake().then(action, none)

  /** Whether a stored instant lies ahead, by a day at most: more is the word of a clock that was wrong. */
  const isAhead = (name: string) => {
    const ahead = Number(read(name)) - Date.now()
    return ahead > 0 && ahead <= day
  }

  /** Whether something that happened could lead to a survey now. */
  const matters = (name: unknown) =>
    // What waits for a later day may be dropped by anything.
    read('waiting') ||
    ((option('debug') || !isAhead('quietUntil')) &&
      // The collector may know of what this visitor is to be asked about.
      ((said.identify && option('askCollector') === name) ||
        surveys().some(({ trigger }) => ([] as unknown[]).concat(trigger).includes(name))))

  const trigger = (name: string, details: unknown, source: TriggerSource) => {
    const happened = { name, details, source, at: Date.now() }
    if (conductor || matters(name)) isOver || tell(it => it.trigger(happened))
    else desk.missed = happened
  }

  const count = () => {
    desk.seen = countPageView(desk.seen, Date.now())
    const text = desk.seen.join()
    const needed = option('consent') || 'not-needed'
    // A page in the preview stores nothing.
    if (!view && (needed === 'not-needed' || said.consent === true))
      attempt(() => localStorage.setItem(key('seen'), text))
  }

  const desk: Desk = {
    builtAt: __BUILT_AT__,
    layers,
    said,
    asked,
    handlers,
    seen: null,
    countVisits: () => desk.seen || count(),
    load: parts.load,
    check: parts.check,
  }

  const wakeSources = () => {
    parts.sources().then(create => {
      if (isOver) return
      if (!sources) sources = create({ load: parts.load, trigger, option, key, listen: listenToDataLayer })
      sources.look()
    }, none)
  }

  const purchases = () =>
    listenToDataLayer((option('dataLayer') as string) || 'dataLayer', entry => {
      const purchase = Object(option('sources')).ga4 !== false && readPurchase(entry)
      if (!purchase) return isOldPurchase(entry) && wakeSources()
      return (purchase.ref || isFresh()) && trigger('checkout', purchase, 'ga4')
    })
  let layer: ReturnType<typeof purchases>
  let begun: (value?: unknown) => void
  const ready = new Promise(resolve => {
    begun = resolve
  })

  /** Whether anything is here that the sources part may know. */
  const isMarked = () =>
    option('triggers') ||
    option('thankYouPages') ||
    read('shopify') ||
    attempt(() => thankYouMarks.test(location.href + document.body.className)) ||
    // An element of that name is a global, too; reading what is not there throws.
    vendorGlobals
      .split(' ')
      .some(name => attempt(() => !((window as unknown as Record<string, Node>)[name] as Node).nodeType))

  const look = () => {
    if (isOver) return
    attempt(layer.look)
    if (sources || isMarked()) wakeSources()
  }

  const listen = (target: EventTarget, type: string, listener: () => void) => {
    target.addEventListener(type, listener)
    stops.push(() => target.removeEventListener(type, listener))
  }

  const run = (command?: unknown, first?: unknown, second?: unknown): unknown => {
    if (isOver) return undefined
    // By their first letters: options, on, identify, consent and destroy need no page.
    if (!layer && !/^(o|id|con|d)/.test(command as string))
      return ready.then(() => run(command, first, second))
    switch (command) {
      case 'options':
        Object.assign(layers[2] as object, first)
        break
      case 'identify':
      case 'consent':
        said[command] = first
        break
      case 'trigger':
        return trigger(first as string, second, 'command')
      case 'on': {
        const entry = [first, second] as [string, Handler]
        handlers.push(entry)
        // No event has that name. The list stays as long as it is: the conductor may be going through it.
        return () => {
          entry[0] = ''
        }
      }
      case 'close':
        return conductor && tell(it => it.close())
      case 'show':
      case 'explain':
      case 'forget':
        return wake().then(it => it[command](first as string))
      case 'destroy':
        isOver = true
        // Before the layer is left: who came last goes first.
        if (sources) sources.destroy()
        for (const stop of stops) stop()
        if (conductor) tell(it => it.destroy())
        return gone()
      default:
        return console.warn(`howlikely: no command ${command}`)
    }
    // Consent that is withdrawn erases, also on a page that sleeps.
    if (conductor || (!first && read('seen'))) return tell(it => it.changed())
    // A visit may matter only now that the visitor is known.
    return layer && matters('visit') && trigger('visit', {}, 'visit')
  }

  const begin = () => {
    Object.assign(layers[1] as object, readBlock())
    layer = purchases()
    if (!isOver && option('endpoint') && `${option('enabled')}` !== 'false') {
      desk.seen = parseSeen(read('seen'))
      // `minVisits`, `minPages` or `minAge`, of the site or of a survey.
      if (desk.seen || attempt(() => /"min[AVP]/.test(JSON.stringify(layers)))) count()
      const isDue = read('wakeAt') && !isAhead('wakeAt')
      const isOpen = attempt(() => sessionStorage.getItem(key('open')))
      if (view || isOpen || option('debug') || isDue) tell(none)
      if (own.trigger && (own.ref || isFresh())) trigger(own.trigger, own, 'tag')
      trigger('visit', {}, 'visit')
      look()
      for (const type of 'load pageshow popstate click'.split(' '))
        listen(window, type, () => setTimeout(look)) // What a click does comes after it.
      for (const ms of [1e3, 3e3, 1e4]) setTimeout(look, ms)
      stops.push(layer.leave)
    }
    begun()
  }

  const start = () => {
    if (document.readyState !== 'loading' || readBlock()) begin()
    else listen(document, 'DOMContentLoaded', begin)
  }

  for (const call of queued) run(...(call as [unknown]))
  // Nothing is counted, sent or asked while a page is only being prepared.
  if ((document as { prerendering?: boolean }).prerendering) listen(document, 'prerenderingchange', start)
  else start()
  return run
}
