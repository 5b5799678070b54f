import { pagePath } from '../../browser/page-path.ts'
import type { Source, SourceContext } from '../source.ts'
import { createAppears } from './appears.ts'
import { createClick } from './click.ts'
import { createEvent } from './event.ts'
import { createLeaving } from './leaving.ts'
import { createPath } from './path.ts'
import { createScrolled } from './scrolled.ts'
import { createSecondsOnPage } from './seconds-on-page.ts'
import type { CreateWatcher } from './watcher.ts'

type ValueType = 'string' | 'number' | 'boolean' | 'object'

const watcher = <Value>(type: ValueType, create: CreateWatcher<Value>) =>
  [type, create as CreateWatcher<never>] as const

/** These last as long as the document does. */
const lasting = { click: watcher('string', createClick), event: watcher('object', createEvent) }

/** These start over with each page, including single-page navigation. */
const perPage = {
  appears: watcher('string', createAppears),
  path: watcher('string', createPath),
  secondsOnPage: watcher('number', createSecondsOnPage),
  scrolled: watcher('number', createScrolled),
  leaving: watcher('boolean', createLeaving),
}

const watchers: Readonly<Record<string, ReturnType<typeof watcher>>> = { ...lasting, ...perPage }

interface Wanted {
  name: string
  kind: string
  value: unknown
}

/** As everywhere, a list with a wrong entry counts as empty; the part that reads all options says what is wrong. */
function readTriggers(raw: unknown): Wanted[] {
  const list = Array.isArray(raw) ? raw : []
  const read = list.map((entry): Wanted => {
    const { name, ...rest } = Object(entry)
    const [[kind = '', value] = [], ...others] = Object.entries(rest).filter(
      ([, given]) => given !== undefined,
    )
    return { name: others.length ? undefined : name, kind, value }
  })
  const isRight = ({ name, kind, value }: Wanted) =>
    typeof name === 'string' && Object.hasOwn(watchers, kind) && typeof value === watchers[kind]?.[0]
  return read.every(isRight) ? read : []
}

/** The triggers that the site waits for with its option `triggers`. */
export function createSiteTriggers(context: SourceContext): Source {
  const wanted = readTriggers(context.option('triggers'))
  const start = ({ name, kind, value }: Wanted): Partial<Source> => {
    try {
      const happened = (details: object = {}) => context.trigger(name, details, 'site')
      return watchers[kind]?.[1](value as never, happened, context) ?? {}
    } catch {
      console.warn(`howlikely: triggers: ${kind} "${value}" of "${name}" is no selector, so it is left out.`)
      return {}
    }
  }
  const lastingWatchers = wanted.filter(({ kind }) => kind in lasting).map(start)
  let page: string | undefined
  let watchersOfPage: Partial<Source>[] = []

  const each = (sources: Partial<Source>[], act: 'look' | 'destroy') => {
    for (const source of sources) source[act]?.()
  }
  return {
    look() {
      each(lastingWatchers, 'look')
      if (page === pagePath(location)) return
      page = pagePath(location)
      each(watchersOfPage, 'destroy')
      watchersOfPage = wanted.filter(({ kind }) => kind in perPage).map(start)
    },
    destroy() {
      each(lastingWatchers, 'destroy')
      each(watchersOfPage, 'destroy')
    },
  }
}
