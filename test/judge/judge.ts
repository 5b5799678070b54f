/**
 * Judges askings as a person with a correct watch would who had seen them all: by the words of the contract alone.
 * Nothing here uses the code that is judged.
 */

/** Rules as a site writes them. What is left out has the documented default. */
export interface WrittenRules {
  waitAfterAnswer?: string
  waitAfterDismissal?: string
  waitAfterIgnored?: string
  sample?: number
  minAge?: string
  minVisits?: number
  minPages?: number
  /** ISO, in UTC. */
  from?: string
  until?: string
  hours?: { days?: number[]; from?: string; to?: string; zone: string }
  device?: string
}

export interface WrittenSurvey extends WrittenRules {
  id: string
  trigger: string[]
}

export interface WrittenOptions extends WrittenRules {
  surveys: WrittenSurvey[]
  enabled?: boolean
  waitBetween?: string
  maxPerYear?: number
  waitAfterOptOut?: string
  never?: string[]
  withoutMemory?: 'skip' | 'ask'
  gpc?: 'anonymous' | 'skip' | 'ignore'
  automation?: 'skip' | 'ask'
}

/** An instant, with the time that the visitor's clock showed. */
export interface Moment {
  at: number
  clock: number
}

/** The visible state of the visitor and the page when a survey was shown. */
export interface Scene {
  path: string
  device: string
  consents: boolean
  gpc: boolean
  automated: boolean
  canRemember: boolean
  openElsewhere: boolean
  disturbed: boolean
  /** Counted since the first visit. */
  visit: number
  pageInVisit: number
  firstVisit: Moment
  /** When the loader was built. */
  builtAt: number
}

export interface WitnessedAsking {
  survey: string
  trigger: { name: string; ref: string | null }
  /** By `show` or a link: at the visitor's own wish. */
  opened: boolean
  asked: Moment
  ended: (Moment & { outcome: 'answered' | 'dismissed' }) | null
  optedOut: Moment | null
  scene: Scene
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const lengthOf: Record<string, number> = { s: second, m: minute, h: hour, d: day, w: 7 * day }

function length(written: string): number {
  const unit = lengthOf[written.slice(-1)]
  return unit === undefined ? Number(written) : Number(written.slice(0, -1)) * unit
}

const isRight = (moment: Moment | null) => moment === null || moment.at === moment.clock

/** Whether the clock was right all through an asking. */
export const hadRightClock = ({ asked, ended, optedOut }: WitnessedAsking): boolean =>
  [asked, ended, optedOut].every(isRight)

const walls = new Map<string, Intl.DateTimeFormat>()

function wallIn(zone: string): Intl.DateTimeFormat {
  const known = walls.get(zone)
  if (known) return known
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  walls.set(zone, wall)
  return wall
}

function isWithinHours(
  at: number,
  { days, from = '00:00', to = '24:00', zone }: NonNullable<WrittenRules['hours']>,
) {
  const shown = (instant: number) => {
    const parts = wallIn(zone).formatToParts(instant)
    const part = (type: string) => parts.find(one => one.type === type)?.value ?? ''
    return { day: part('weekday'), time: `${part('hour')}:${part('minute')}` }
  }
  const names = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
  const now = shown(at)
  const isAmong = (name: string) => !days || days.includes(names.indexOf(name))
  const before = names[(names.indexOf(now.day) + 6) % 7] ?? ''
  if (from < to) return isAmong(now.day) && now.time >= from && now.time < to
  // Hours over midnight belong to the day on which they begin.
  if (from > to) return (isAmong(now.day) && now.time >= from) || (isAmong(before) && now.time < to)
  return false
}

/**
 * The names of all rules that an asking broke, given all earlier askings of the same visitor. Nothing is judged while the
 * clock was wrong; of the earlier askings, only those with a right clock count. The exception is the run of dismissals,
 * which uses all of them, since it doesn't depend on a clock.
 */
export function brokenRules(
  asking: WitnessedAsking,
  earlier: readonly WitnessedAsking[],
  options: WrittenOptions,
): string[] {
  if (!isRight(asking.asked)) return []
  const now = asking.asked.at
  const { scene, trigger } = asking
  const survey = options.surveys.find(({ id }) => id === asking.survey)
  if (!survey) return ['no such survey']
  const rules: WrittenRules = { ...options, ...survey }
  const broken: string[] = []
  const hold = (rule: string, isKept: boolean) => {
    if (!isKept) broken.push(rule)
  }

  const counted = earlier.filter(hadRightClock)
  const same = counted.filter(one => one.survey === asking.survey)

  hold('enabled', options.enabled !== false)
  hold('clock', now >= scene.builtAt)
  hold('consent', scene.consents)
  hold('gpc', !(scene.gpc && options.gpc === 'skip'))
  hold('automation', !scene.automated || options.automation === 'ask')
  hold('memory', scene.canRemember || options.withoutMemory === 'ask')
  hold('never', !(options.never ?? []).includes(scene.path))
  hold('other-tab', !scene.openElsewhere)
  hold('from', rules.from === undefined || now >= Date.parse(rules.from))
  hold('until', rules.until === undefined || now < Date.parse(rules.until))
  // The last 50 are remembered; more than that are not tried here.
  const isAgain = (one: WitnessedAsking) =>
    one.trigger.name === trigger.name && one.trigger.ref === trigger.ref
  hold('ref', trigger.ref === null || !earlier.some(isAgain))
  if (asking.opened) return broken

  hold('trigger', survey.trigger.includes(trigger.name))
  hold('session', !earlier.some(one => one.scene.visit === scene.visit))
  hold('moment', !scene.disturbed)
  hold('sample', rules.sample !== 0)
  hold('where', rules.device === undefined || rules.device === scene.device)
  hold('hours', rules.hours === undefined || isWithinHours(now, rules.hours))
  hold('min-visits', scene.visit >= (rules.minVisits ?? 0))
  hold('min-pages', scene.pageInVisit >= (rules.minPages ?? 0))
  hold('min-age', !isRight(scene.firstVisit) || now >= scene.firstVisit.at + length(rules.minAge ?? '0'))

  for (const one of same) {
    if (one.ended?.outcome === 'answered') {
      hold('wait-after-answer', now >= one.ended.at + length(rules.waitAfterAnswer ?? '90d'))
    }
    if (!one.ended) hold('wait-after-ignored', now >= one.asked.at + length(rules.waitAfterIgnored ?? '30d'))
  }

  const endings = earlier.filter(one => one.survey === asking.survey && one.ended)
  const inRow = endings.slice(endings.findLastIndex(one => one.ended?.outcome === 'answered') + 1)
  const last = inRow.at(-1)
  if (last?.ended && hadRightClock(last)) {
    const wait = length(rules.waitAfterDismissal ?? '30d')
    let doubled = wait
    for (let count = 1; count < inRow.length; count++)
      doubled = Math.min(2 * doubled, Math.max(wait, 180 * day))
    hold('wait-after-dismissal', now >= last.ended.at + doubled)
  }

  const between = length(options.waitBetween ?? '30d')
  hold(
    'wait-between',
    counted.every(one => now >= one.asked.at + between),
  )

  const inYear = counted.filter(one => now < one.asked.at + 365 * day)
  hold('max-per-year', inYear.length < (options.maxPerYear ?? 4))

  const optOut = length(options.waitAfterOptOut ?? '365d')
  hold(
    'opt-out',
    counted.every(one => !one.optedOut || now >= one.optedOut.at + optOut),
  )

  return [...new Set(broken)]
}
