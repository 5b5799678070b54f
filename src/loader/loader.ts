import type { Check } from '../check/check-part.ts'
import type { Conductor, CreateConductor, Desk, EventName } from '../conductor/conductor-part.ts'
import type { TriggerSource } from '../schema/response.ts'
import type { CreateSources, Sources } from '../sources/sources-part.ts'
import { listenToDataLayer } from './data-layer.ts'
import { readPurchase } from './ga4.ts'
import { isFramedByStranger, isSupported } from './supported.ts'
import { type Layer, readBlock, readTag } from './tag.ts'
import { vendorGlobals } from './vendors.ts'
import { countPageView, parseSeen } from './visits.ts'

/** The parts that the loader wakes in turn, as functions it was given. */
export interface Parts {
  conductor(): Promise<CreateConductor>
  sources(): Promise<CreateSources>
  check(): Promise<Check>
  load: Desk['load']
}

export type Handler = (record: unknown) => void

/** `window.howlikely`: the commands, and the door through which later files hand themselves over. */
export interface Howlikely {
  (...call: unknown[]): unknown
  q?: ArrayLike<unknown>[]
  part?: (name: string, value: unknown) => void
}

const day = 86_400_000
const before = ['options', 'identify', 'consent']

/**
 * The loader: listens, remembers until when it is quiet, and wakes the conductor when something happens. It reads of
 * the options only what it needs for that; they are read in full, and checked, later.
 *
 * @returns the function that runs a command; undefined where howlikely must not run.
 */
export function startLoader(
  queued: readonly ArrayLike<unknown>[],
  { tag, parts, builtAt, idle }: { tag: HTMLScriptElement | null; parts: Parts; builtAt: number; idle(): void },
): ((...call: unknown[]) => unknown) | undefined {
  if (!isSupported() || isFramedByStranger()) return undefined

  const asked = new URLSearchParams(location.search)
  const view = asked.get('howlikely')
  const handlers: [string, Handler][] = []
  const stops: (() => void)[] = []
  const layers: (Layer | null | undefined)[] = [readTag(tag), undefined, {}]
  let identity: unknown
  let consent: boolean | undefined
  let seen: number[] | null = null
  let waking: Promise<Conductor> | undefined
  let sources: Promise<Sources> | undefined
  let isOver = false

  const option = (name: string): unknown => layers.reduce<unknown>((value, layer) => layer?.[name] ?? value, undefined)
  const key = (name: string) => `howlikely:${option('site') || 'main'}:${name}`
  const read = (name: string) => {
    try {
      return localStorage.getItem(key(name))
    } catch {
      return null // Blocked. The conductor decides what that means.
    }
  }
  const surveys = (): Record<string, unknown>[] => {
    const own = option('surveys')
    return Array.isArray(own) ? own : [{ trigger: ['checkout', 'support'] }]
  }
  const isAwaited = (name: string) => surveys().some(survey => ([] as unknown[]).concat(survey?.trigger).includes(name))
  const isOn = (source: string) => (option('sources') as Record<string, unknown> | undefined)?.[source] !== false

  const listen = (target: EventTarget, type: string, listener: () => void) => {
    target.addEventListener(type, listener)
    stops.push(() => target.removeEventListener(type, listener))
  }

  const wake = (): Promise<Conductor> => {
    waking ??= parts.conductor().then(create => create(desk))
    waking.catch(() => {
      waking = undefined
    })
    return waking
  }
  const tell = (action: (conductor: Conductor) => void) => wake().then(action, () => {})

  const isQuiet = () => {
    const ahead = Number(read('quietUntil')) - Date.now()
    return ahead > 0 && ahead <= day && !option('debug')
  }

  const trigger = (name: unknown, details: unknown, source: TriggerSource) => {
    const at = Date.now()
    if (isOver || !waking) {
      if (isOver || !isAwaited(name as string) || isQuiet()) return
    }
    tell(conductor => conductor.trigger({ name: name as string, details, source, at }))
  }

  const desk: Desk = {
    builtAt,
    layers: () => layers.map(layer => layer || {}),
    identity: () => identity,
    consent: () => consent,
    asked,
    seen: () => seen,
    countVisits: () => seen || count(),
    emit: (event, record) =>
      handlers.forEach(([name, handler]) => {
        if (name !== event) return
        try {
          handler(record)
        } catch (error) {
          // The host's own mistake belongs on the host's console, and must not stop us.
          setTimeout(() => {
            throw error
          })
        }
      }),
    load: parts.load,
    check: parts.check,
  }

  const commands: Record<string, (...details: never[]) => unknown> = {
    options(values: Layer) {
      layers[2] = { ...layers[2], ...values }
      waking && tell(conductor => conductor.changed())
    },
    identify(who: unknown) {
      identity = who
      waking && tell(conductor => conductor.changed())
    },
    consent(given: boolean) {
      consent = given
      waking && tell(conductor => conductor.changed())
    },
    trigger(name: unknown, details: unknown) {
      trigger(name, details, 'command')
    },
    show: (survey?: string) => tell(conductor => conductor.show(survey)),
    close: () => waking && tell(conductor => conductor.close()),
    explain: () => wake().then(conductor => conductor.explain()),
    on(event: EventName, handler: Handler) {
      const entry: [string, Handler] = [event, handler]
      handlers.push(entry)
      return () => {
        const place = handlers.indexOf(entry)
        if (place >= 0) handlers.splice(place, 1)
      }
    },
    forget: () => wake().then(conductor => conductor.forget()),
    destroy() {
      isOver = true
      stops.forEach(stop => stop())
      sources?.then(all => all.destroy())
      waking?.then(conductor => conductor.destroy())
      idle()
    },
  }

  const run = (...call: unknown[]): unknown => {
    const [command, ...details] = call as [string, ...never[]]
    if (isOver) return undefined
    const known = Object.prototype.hasOwnProperty.call(commands, command) && commands[command]
    if (known) return known(...details)
    console.warn(`howlikely: "${command}" is no command; there are ${Object.keys(commands).join(', ')}.`)
    return undefined
  }

  let layer: ReturnType<typeof listenToDataLayer> | undefined
  const listenForPurchases = () => {
    layer = listenToDataLayer((option('dataLayer') as string) || 'dataLayer', entry => {
      const purchase = isOn('ga4') && readPurchase(entry)
      if (purchase) trigger('checkout', purchase, 'ga4')
    })
    stops.push(layer.leave)
  }

  const look = () => {
    layer?.look()
    const vendor = Object.entries(vendorGlobals).some(([source, name]) => isOn(source) && name in window)
    if (vendor && !sources) {
      sources = parts.sources().then(create => create({ trigger, isOn }))
      sources.catch(() => {})
    }
    sources?.then(
      all => all.look(),
      () => {},
    )
  }

  const count = () => {
    seen = countPageView(seen, Date.now())
    try {
      localStorage.setItem(key('seen'), seen.join())
    } catch {
      seen = null // Nothing can be counted; the conductor finds that it cannot remember.
    }
  }

  const keepCount = () => {
    const counts = [...layers, ...surveys()] as (Record<string, unknown> | undefined)[]
    seen = parseSeen(read('seen'))
    if (seen || counts.some(rules => rules && (rules.minVisits || rules.minPages || rules.minAge))) count()
  }

  const begin = () => {
    layers[1] = readBlock()
    if (isOver || !option('endpoint') || String(option('enabled')) === 'false') {
      // Idle, yet able to say why.
    } else {
      keepCount()
      const wakeAt = Number(read('wakeAt'))
      let isOpen: unknown
      try {
        isOpen = sessionStorage.getItem(key('open'))
      } catch {
        // Blocked.
      }
      if (view || isOpen || option('debug') || (wakeAt && wakeAt <= Date.now())) tell(() => {})
      const own = layers[0] as Record<string, string | undefined>
      if (own.trigger) {
        const { ref, value, currency, signature } = own
        trigger(own.trigger, { ref, value, currency, signature }, 'tag')
      }
      trigger('visit', {}, 'visit')
      listenForPurchases()
      look()
      listen(window, 'load', look)
      listen(window, 'pageshow', look)
      listen(window, 'popstate', look)
      listen(document, 'click', () => setTimeout(look))
      for (const seconds of [1, 3, 10]) {
        const timer = setTimeout(look, seconds * 1000)
        stops.push(() => clearTimeout(timer))
      }
    }
    later.forEach(call => run(...Array.from(call)))
  }

  const start = () => {
    if (document.readyState !== 'loading' || readBlock()) begin()
    else document.addEventListener('DOMContentLoaded', begin, { once: true })
  }

  if (view === 'off') isOver = true
  const first = queued.filter(call => before.includes(call[0] as string))
  const later = queued.filter(call => !before.includes(call[0] as string))
  first.forEach(call => run(...Array.from(call)))
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', start, { once: true })
  } else start()
  return run
}
