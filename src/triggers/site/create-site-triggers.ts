import type { Source, SourceDesk } from '../sources-part.ts'
import { createAppears } from './appears.ts'
import type { CreateCause } from './cause.ts'
import { createClick } from './click.ts'
import { createEvent } from './event.ts'
import { createLeaving } from './leaving.ts'
import { createPath } from './path.ts'
import { createScrolled } from './scrolled.ts'
import { createSecondsOnPage } from './seconds-on-page.ts'

type Kind = 'string' | 'number' | 'boolean' | 'object'

const cause = <Value>(kind: Kind, create: CreateCause<Value>) => [kind, create as CreateCause<never>] as const

/** They last as long as the document does. */
const lasting = { click: cause('string', createClick), event: cause('object', createEvent) }

/** They begin anew with each page, as single-page navigation makes them. */
const perPage = {
  appears: cause('string', createAppears),
  path: cause('string', createPath),
  secondsOnPage: cause('number', createSecondsOnPage),
  scrolled: cause('number', createScrolled),
  leaving: cause('boolean', createLeaving),
}

const causes: Readonly<Record<string, ReturnType<typeof cause>>> = { ...lasting, ...perPage }

interface Wanted {
  name: string
  cause: string
  value: unknown
}

/** A list in which one is wrong counts as none, as everywhere; the part that reads all options says what is wrong. */
function readTriggers(raw: unknown): Wanted[] {
  const list = Array.isArray(raw) ? raw : []
  const read = list.map((one): Wanted => {
    const { name, ...rest } = Object(one)
    const [[cause = '', value] = [], ...more] = Object.entries(rest).filter(([, it]) => it !== undefined)
    return { name: more.length ? undefined : name, cause, value }
  })
  const isRight = ({ name, cause, value }: Wanted) =>
    typeof name === 'string' && Object.hasOwn(causes, cause) && typeof value === causes[cause]?.[0]
  return read.every(isRight) ? read : []
}

/** What the site waits for by its option `triggers`. */
export function createSiteTriggers(desk: SourceDesk): Source {
  const wanted = readTriggers(desk.option('triggers'))
  const start = ({ name, cause, value }: Wanted): Partial<Source> => {
    try {
      const happened = (details: object = {}) => desk.trigger(name, details, 'site')
      return causes[cause]?.[1](value as never, happened, desk) ?? {}
    } catch {
      console.warn(`howlikely: triggers: ${cause} "${value}" of "${name}" is no selector, so it is left out.`)
      return {}
    }
  }
  const lastingOnes = wanted.filter(({ cause }) => cause in lasting).map(start)
  let page: string | undefined
  let ofPage: Partial<Source>[] = []

  const each = (all: Partial<Source>[], act: 'look' | 'destroy') => {
    for (const one of all) one[act]?.()
  }
  return {
    look() {
      each(lastingOnes, 'look')
      if (page === location.pathname) return
      page = location.pathname
      each(ofPage, 'destroy')
      ofPage = wanted.filter(({ cause }) => cause in perPage).map(start)
    },
    destroy() {
      each(lastingOnes, 'destroy')
      each(ofPage, 'destroy')
    },
  }
}
