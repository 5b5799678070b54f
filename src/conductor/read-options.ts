import { readAttributes } from '../core/attributes.ts'
import { parseDuration } from '../core/duration.ts'
import type {
  HoursSettings,
  LookSettings,
  RuleSettings,
  Settings,
  SurveySettings,
  Thanks,
  WhereSettings,
} from '../core/settings.ts'
import { instantOf } from '../core/zone.ts'

/** A reader gives the value, or undefined where it cannot be read. */
type Read<Value> = (value: unknown) => Value | undefined

/** How one option is read, what holds without it, and what holds where it is wrong: the value that asks less. */
type Field<Value> = readonly [read: Read<Value>, otherwise: Value, wrong: Value]
type Fields<Shape> = { readonly [Key in keyof Shape]: Field<Shape[Key]> }

type Raw = Readonly<Record<string, unknown>>

const day = 86_400_000
const never = Number.POSITIVE_INFINITY

const isRaw = (value: unknown): value is Raw => !!value && typeof value === 'object' && !Array.isArray(value)
const text: Read<string> = value => (typeof value === 'string' && value ? value : undefined)
const flag: Read<boolean> = value => (typeof value === 'boolean' ? value : undefined)
const between =
  (least: number, most: number): Read<number> =>
  value =>
    typeof value === 'number' && value >= least && value <= most ? value : undefined
const count: Read<number> = value => (Number.isInteger(value) ? between(0, never)(value) : undefined)
const duration: Read<number> = value => (typeof value === 'string' ? (parseDuration(value) ?? undefined) : undefined)
const oneOf =
  <Value extends string>(...allowed: Value[]): Read<Value> =>
  value =>
    allowed.find(one => one === value)
const listOf =
  <Item>(read: Read<Item>): Read<Item[]> =>
  value => {
    if (!Array.isArray(value)) return undefined
    const items = value.map(read)
    return items.every(item => item !== undefined) ? (items as Item[]) : undefined
  }
const recordOf =
  <Item>(read: Read<Item>): Read<Record<string, Item>> =>
  value => {
    if (!isRaw(value)) return undefined
    const entries = Object.keys(value).map(name => [name, read(value[name])] as const)
    return entries.every(([, item]) => item !== undefined)
      ? (Object.fromEntries(entries) as Record<string, Item>)
      : undefined
  }
/** An object of known fields, each of which may be missing; an unknown name is not readable. */
const shape =
  <Shape extends object>(fields: { [Key in keyof Shape]-?: Read<NonNullable<Shape[Key]>> }, needed = ''): Read<Shape> =>
  value => {
    if (!isRaw(value)) return undefined
    const result: Record<string, unknown> = {}
    for (const name of Object.keys(value)) {
      if (value[name] === undefined) continue
      const read = Object.hasOwn(fields, name) && fields[name as keyof Shape]
      const item = read ? (read as Read<unknown>)(value[name]) : undefined
      if (item === undefined) return undefined
      result[name] = item
    }
    return needed.split(' ').every(name => !name || name in result) ? (result as Shape) : undefined
  }
const either =
  <A, B>(a: Read<A>, b: Read<B>): Read<A | B> =>
  value =>
    a(value) ?? b(value)
const orNull =
  <Value>(read: Read<Value>): Read<Value | null> =>
  value =>
    read(value)

const anyText: Read<string> = value => (typeof value === 'string' ? value : undefined)
const number: Read<number> = between(-never, never)
const scalar = either(either(anyText, flag), number)
const match = either(
  either(scalar, listOf(scalar)),
  shape<{ is: string | number | boolean }>({
    is: scalar,
    not: scalar,
    above: number,
    below: number,
    contains: anyText,
    exists: flag,
  } as never),
)
const path: Read<string> = value => (typeof value === 'string' && /^[/*]/.test(value) ? value : undefined)
const words = either(anyText, recordOf(anyText))
const identifier: Read<string> = value => (/^[\w-]{1,64}$/.test(String(value)) ? text(value) : undefined)
const paths: Read<string[]> = value => listOf(path)([value].flat())
const names: Read<string[]> = value => {
  const list = [value].flat()
  return list.length ? listOf(anyText)(list) : undefined
}
const minutes: Read<number> = value => {
  const [, hour, minute] = /^([01]\d|2[0-3]|24(?=:00)):([0-5]\d)$/.exec(String(value)) ?? []
  return hour ? Number(hour) * 60 + Number(minute) : undefined
}
const zone: Read<string> = value => {
  try {
    return typeof value === 'string' && Intl.DateTimeFormat('en', { timeZone: value }) ? value : undefined
  } catch {
    return undefined // A zone that the browser doesn't know.
  }
}

const hours: Read<HoursSettings> = value => {
  const read = shape<Partial<HoursSettings & { to: number }>>({
    days: listOf(between(0, 6)),
    from: minutes,
    to: minutes,
    zone,
  })(value)
  return read && { days: read.days ?? [0, 1, 2, 3, 4, 5, 6], from: read.from ?? 0, to: read.to ?? 1440, zone: read.zone ?? null }
}

const where: Read<WhereSettings> = shape<WhereSettings>({
  path: paths,
  device: match,
  locale: match,
  referrer: match,
  traits: recordOf(match),
  trigger: recordOf(match),
})

const ruleFields = (zoneOfSurvey: string | null): Fields<RuleSettings> => {
  const instant: Read<number> = value => (typeof value === 'string' ? (instantOf(value, zoneOfSurvey) ?? undefined) : undefined)
  return {
    waitAfterAnswer: [duration, 90 * day, 90 * day],
    waitAfterDismissal: [duration, 30 * day, 30 * day],
    waitAfterIgnored: [duration, 30 * day, 30 * day],
    sample: [between(0, 1), 1, 0],
    samplePeriod: [oneOf('month', 'quarter', 'year', 'forever'), 'quarter', 'forever'],
    minAge: [duration, 0, never],
    minVisits: [count, 0, never],
    minPages: [count, 0, never],
    from: [orNull(instant), null, never],
    until: [orNull(instant), null, -never],
    hours: [orNull(hours), null, { days: [], from: 0, to: 0, zone: null }],
    where: [orNull(where), null, 'unreadable'],
    delay: [duration, 2000, 2000],
    after: [duration, 0, 0],
    carryOver: [duration, 30 * 60_000, 0],
    cancelOn: [listOf(anyText), [], []],
  }
}

const lookFields: Fields<LookSettings> = {
  placement: [oneOf('bottom-end', 'bottom-start', 'center', 'bar', 'inline'), 'bottom-end', 'bottom-end'],
  offset: [number, 16, 16],
  theme: [oneOf('auto', 'light', 'dark'), 'auto', 'auto'],
  accent: [orNull(text), null, null],
  surface: [orNull(text), null, null],
  text: [orNull(text), null, null],
  radius: [orNull(text), null, null],
  font: [orNull(text), null, null],
}

const category = <Value>(read: Read<Value>) =>
  shape<{ promoter?: Value; passive?: Value; detractor?: Value }>({
    promoter: read,
    passive: read,
    detractor: read,
  } as never)

const reason: Read<SurveySettings['reason']> = value => {
  const byCategory = category(words)(value)
  if (byCategory) return { byCategory } as SurveySettings['reason']
  const all = words(value)
  return all === undefined ? undefined : { all }
}

const choice = shape<{ id: string; text: string | Record<string, string> }>({ id: anyText, text: words }, 'id text')
const extra: Read<SurveySettings['extra']> = value => {
  const read = shape<Omit<NonNullable<SurveySettings['extra']>, 'choices'> & { choices?: { id: string; text: string | Record<string, string> }[] }>(
    { id: anyText, type: oneOf('single', 'multiple', 'ease'), text: words, choices: listOf(choice) },
    'id type text',
  )(value)
  return read && { ...read, choices: read.choices ?? [] }
}

const surveyFields: Fields<Omit<SurveySettings, keyof RuleSettings | keyof LookSettings | 'id' | 'triggers' | 'kind'>> = {
  product: [orNull(text), null, null],
  question: [orNull(words), null, null],
  low: [orNull(words), null, null],
  high: [orNull(words), null, null],
  reason: [reason, null, null],
  scaleOrder: [oneOf('ascending', 'descending'), 'ascending', 'ascending'],
  extra: [extra, null, null],
  contact: [oneOf('off', 'detractors', 'everyone'), 'detractors', 'off'],
  thanks: [
    category(
      shape<Thanks>({
        text: words,
        link: shape<NonNullable<Thanks['link']>>({ url: anyText, text: words }, 'url text'),
      }),
    ) as Read<SurveySettings['thanks']>,
    {},
    {},
  ],
}

const siteTrigger: Read<Settings['triggers'][number]> = value => {
  const read = shape<Settings['triggers'][number]>(
    {
      name: anyText,
      click: anyText,
      appears: anyText,
      path,
      secondsOnPage: between(0, never),
      scrolled: between(0, 100),
      leaving: flag,
      event: shape<{ name: string }>({ name: anyText, where: recordOf(match) } as never, 'name'),
    } as never,
    'name',
  )(value)
  return read && Object.keys(read).length === 2 ? read : undefined
}

type SiteFields = Omit<Settings, 'endpoint' | 'surveys'>

const siteFields: Fields<SiteFields> = {
  site: [value => (/^[\w-]{1,32}$/.test(String(value)) ? text(value) : undefined), 'main', 'main'],
  company: [orNull(anyText), null, null],
  locale: [text, 'auto', 'auto'],
  enabled: [flag, true, false],
  test: [flag, false, false],
  debug: [flag, false, false],
  preview: [flag, true, false],
  waitBetween: [duration, 30 * day, 30 * day],
  maxPerYear: [count, 4, 4],
  waitAfterOptOut: [duration, 365 * day, 365 * day],
  never: [listOf(path), [], ['*']],
  triggers: [listOf(siteTrigger), [], []],
  thankYouPages: [
    listOf(shape<Settings['thankYouPages'][number]>({ path, refParameter: anyText } as never, 'path')),
    [],
    [],
  ],
  sources: [recordOf(flag), {}, {}],
  dataLayer: [text, 'dataLayer', 'dataLayer'],
  report: [oneOf('answers', 'everything'), 'answers', 'answers'],
  unsent: [oneOf('score', 'nothing'), 'score', 'nothing'],
  format: [oneOf('auto', 'json', 'text', 'form'), 'auto', 'auto'],
  headers: [recordOf(anyText), {}, {}],
  credentials: [oneOf('omit', 'same-origin', 'include'), 'same-origin', 'same-origin'],
  storage: [oneOf('local', 'cookie', 'session', 'none'), 'local', 'local'],
  withoutMemory: [oneOf('skip', 'ask'), 'skip', 'skip'],
  consent: [oneOf('not-needed', 'required', 'google', 'tcf'), 'not-needed', 'required'],
  gpc: [oneOf('anonymous', 'skip', 'ignore'), 'anonymous', 'skip'],
  automation: [oneOf('skip', 'ask'), 'skip', 'skip'],
  visitorId: [flag, false, false],
  page: [oneOf('path', 'origin', 'none'), 'path', 'none'],
  keepParameters: [listOf(anyText), [], []],
  privacy: [
    value => {
      const read = shape<{ url?: string; note?: string | Record<string, string> }>({ url: anyText, note: words })(value)
      return read && { url: read.url ?? null, note: read.note ?? null }
    },
    { url: null, note: null },
    { url: null, note: null },
  ],
  askCollector: [oneOf('never', 'trigger', 'visit'), 'never', 'trigger'],
  collectorTimeout: [duration, 1000, 1000],
  collectorSilent: [oneOf('skip', 'ask'), 'skip', 'skip'],
  texts: [recordOf(recordOf(anyText)), {}, {}],
}

/** The option's default, or what the site says for all its surveys: a number that asks less is the larger wait. */
const askingLess = (wrong: unknown, inherited: unknown) =>
  typeof wrong === 'number' && typeof inherited === 'number' && wrong > 0 ? Math.max(wrong, inherited) : wrong

function readFields<Shape>(raw: Raw, fields: Fields<Shape>, tell: (option: string) => void, inherited?: Partial<Shape>) {
  const result = {} as Shape
  for (const name of Object.keys(fields) as (keyof Shape & string)[]) {
    const [read, otherwise, wrong] = fields[name]
    const held = inherited?.[name] ?? otherwise
    const value = raw[name]
    result[name] = held
    if (value === undefined) continue
    const readable = read(value)
    if (readable === undefined) tell(name)
    result[name] = readable === undefined ? (askingLess(wrong, held) as Shape[typeof name]) : readable
  }
  return result
}

const reserved = ['preview', 'debug', 'off']
const zoneIn = (raw: Raw) => (isRaw(raw.hours) && zone(raw.hours.zone)) || null

/** Options as they hold, and the paths of those that could not be read. */
export interface Reading {
  settings: Settings
  unreadable: string[]
}

/**
 * Reads the options of all layers, a later one wins. Nothing throws: where an option cannot be read, the value that
 * asks less holds, and the option's path is in `unreadable`.
 *
 * @param base The page's address, against which the endpoint is resolved.
 */
export function readOptions(layers: readonly Raw[], base: string): Reading {
  const unreadable: string[] = []
  const tell = (option: string) => void unreadable.push(option)
  const [tag = {}, ...others] = layers
  const raw: Raw = Object.assign({}, readAttributes(tag), ...others)

  const site = readFields(raw, siteFields, tell)
  const shared = {
    ...readFields(raw, ruleFields(zoneIn(raw)), tell),
    ...readFields(raw, lookFields, tell),
  }

  let endpoint: Settings['endpoint'] = null
  try {
    endpoint =
      typeof raw.endpoint === 'function'
        ? (raw.endpoint as NonNullable<Settings['endpoint']>)
        : new URL(text(raw.endpoint) as string, base).href
  } catch {
    tell('endpoint')
  }

  const readSurvey = (own: unknown, place: number): SurveySettings | undefined => {
    const at = `surveys[${place}]`
    const triggers = isRaw(own) ? names(own.trigger) : undefined
    const id = isRaw(own) && typeof own.id === 'string' && !reserved.includes(own.id) ? identifier(own.id) : undefined
    if (!isRaw(own) || !id || !triggers) {
      tell(isRaw(own) ? `${at}.${id ? 'trigger' : 'id'}` : at)
      return undefined
    }
    const tellOwn = (option: string) => tell(`${at}.${option}`)
    const usual = triggers.every(name => name === 'visit') ? 'relationship' : 'transactional'
    const { kind } = readFields<Pick<SurveySettings, 'kind'>>(
      own,
      { kind: [oneOf('transactional', 'relationship'), usual, usual] },
      tellOwn,
    )
    return {
      id,
      triggers,
      kind,
      ...readFields(own, ruleFields(zoneIn(own) ?? zoneIn(raw)), tellOwn, shared),
      ...readFields(own, lookFields, tellOwn, shared),
      ...readFields(own, surveyFields, tellOwn),
    }
  }
  const list = raw.surveys ?? ['checkout', 'support'].map(name => ({ id: name, trigger: name }))
  if (!Array.isArray(list)) tell('surveys')
  const surveys = Array.isArray(list) ? list.map(readSurvey).filter(survey => survey !== undefined) : []

  return { settings: { ...site, endpoint, surveys }, unreadable }
}
