import type { CalendarUnit } from '../../figures/periods.ts'
import { outgoingNames } from './alerts.ts'
import { auditNames } from './audit.ts'
import { eventsNames } from './events.ts'
import { answersNames, figuresNames, selectionNames, usualPeriod } from './figures-query.ts'
import { followUpNames } from './follow-up.ts'
import { notAskedNames } from './not-asked.ts'
import { day } from './period.ts'
import type { Role } from './roles.ts'
import { valuesNames } from './values.ts'

export const views = [
  'overview',
  'trend',
  'segments',
  'tags',
  'words',
  'answers',
  'follow-up',
  'not-asked',
  'surveys',
  'alerts',
  'people',
  'audit',
  'account',
] as const
export type View = (typeof views)[number]

export const isView = (text: string): text is View => views.some(view => view === text)

const teamViews = ['people', 'audit', 'account'] as const
export type TeamView = (typeof teamViews)[number]

/** Whether a view is about the team itself rather than answers. */
export const isTeamView = (view: View): view is TeamView => teamViews.some(teamView => teamView === view)

/** The role that a view requires. */
export const neededFor = (view: View): Role => (view === 'people' || view === 'audit' ? 'manage' : 'view')

/** The API calls that a view makes, as the last parts of their URLs. Equal parameters always give equal calls. */
export interface ViewCalls {
  main: string
  /** The surveys with answers in the period, to choose from. */
  surveys: string
  /** The team's notes, if the view shows them. */
  events?: string
  goals?: string
  lines?: string
  /** The outcomes of follow-ups. */
  takenUp?: string
  /** What orders were worth. */
  values?: string
  /** The team's tags. */
  tags: string
  /** The names of sites and surveys. */
  names: string
  /** The alert rules and their destinations. */
  rules?: string
  destinations?: string
  /** All surveys, whenever they were answered. */
  known?: string
  /** Who is looking. */
  me: string
}

const onlyCalled = (parameters: URLSearchParams, names: readonly string[]): URLSearchParams => {
  const called = new URLSearchParams()
  for (const name of names) {
    const value = parameters.get(name)
    if (value !== null && value !== '') called.set(name, value)
  }
  return called
}

export function callsOf(view: View, parameters: URLSearchParams): ViewCalls {
  const surveys = onlyCalled(parameters, ['period', 'from', 'to'])
  return {
    main: mainCall(view, parameters),
    surveys: `figures?${surveys}`,
    tags: 'tags',
    names: 'names',
    me: 'me',
    ...(!['answers', 'follow-up', 'not-asked', 'surveys', 'alerts', ...teamViews].includes(view) && {
      goals: 'goals?',
    }),
    ...((view === 'overview' || view === 'trend') && { lines: 'lines?' }),
    ...((view === 'overview' || view === 'segments') && { values: valuesCall(view, parameters) }),
    ...(view === 'overview' && {
      takenUp: `follow-up-figures?${onlyCalled(parameters, selectionNames)}`,
    }),
    ...(view === 'alerts' && { rules: 'alerts', destinations: 'destinations', known: 'surveys' }),
    ...(view === 'trend' && { events: `events?${onlyCalled(parameters, eventsNames)}` }),
  }
}

function valuesCall(view: View, parameters: URLSearchParams): string {
  const called = onlyCalled(parameters, valuesNames)
  if (view === 'segments') called.set('by', parameters.get('by') || usualSegment)
  else called.delete('by')
  return `values?${called}`
}

function notAskedCall(parameters: URLSearchParams): string {
  const called = onlyCalled(parameters, notAskedNames)
  called.set('bucket', parameters.get('bucket') || bucketOf(parameters))
  return `not-asked?${called}`
}

function mainCall(view: View, parameters: URLSearchParams): string {
  if (view === 'answers') return `answers?${onlyCalled(parameters, answersNames)}`
  if (view === 'follow-up') return `follow-up?${onlyCalled(parameters, followUpNames)}`
  if (view === 'surveys') return 'surveys'
  if (view === 'alerts') return `outgoing?${onlyCalled(parameters, outgoingNames)}`
  if (view === 'people') return 'members'
  if (view === 'account') return 'me'
  if (view === 'audit') return `audit?${onlyCalled(parameters, auditNames)}`
  if (view === 'not-asked') return notAskedCall(parameters)
  if (view === 'words') return `words?${onlyCalled(parameters, selectionNames)}`
  if (view === 'tags') return `tag-figures?${onlyCalled(parameters, selectionNames)}`
  const called = onlyCalled(parameters, figuresNames)
  if (view === 'segments') {
    called.delete('bucket')
    called.set('by', parameters.get('by') || usualSegment)
  } else {
    called.delete('by')
    called.set('bucket', (view === 'trend' && parameters.get('bucket')) || bucketOf(parameters))
  }
  return `figures?${called}`
}

export const usualSegment = 'device'

/** The step that makes a readable line: between ten and thirty in the period. */
export function bucketOf(parameters: URLSearchParams): CalendarUnit {
  const [from, to] = [parameters.get('from'), parameters.get('to')]
  if (from !== null && to !== null) {
    const days = (Date.parse(to) - Date.parse(from)) / day
    if (days <= 35) return 'day'
    if (days <= 200) return 'week'
    return days <= 1000 ? 'month' : 'quarter'
  }
  switch (parameters.get('period') ?? usualPeriod) {
    case '7d':
    case '30d':
    case 'month':
    case 'last-month':
      return 'day'
    case '365d':
    case 'year':
    case 'all':
      return 'month'
    default:
      return 'week'
  }
}
