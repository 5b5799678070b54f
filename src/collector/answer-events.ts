import { periodAt } from '../figures/periods.ts'
import { periodsAround } from '../figures/periods-around.ts'
import {
  type ComparedEvent,
  type EventsAnswer,
  type EventsParameters,
  usualSpan,
} from '../report/api/events.ts'
import { type Selection, selectionOf } from '../report/api/figures-query.ts'
import { reportZone } from '../report/api/period.ts'
import type { EventNote, Noted } from './store/notes.ts'
import type { Store } from './store/store.ts'

/** Each event takes a look at all the answers around it. */
const mostCompared = 20

/**
 * The response to `/api/events`: the events of a period, each with the answers before and after it.
 * @param now milliseconds since 1970
 */
export async function answerEvents(
  store: Pick<Store, 'notes' | 'figures'>,
  parameters: EventsParameters,
  now: number,
): Promise<EventsAnswer> {
  const selection = selectionOf(parameters, now)
  const days = Number.parseInt(parameters.around ?? usualSpan, 10)
  const { events } = await store.notes()
  const found = events.filter(event => isWithin(event, selection))
  const compared: ComparedEvent[] = []
  for (const [place, event] of found.entries()) {
    const spans =
      place < mostCompared
        ? periodsAround(Date.parse(event.day), days, periodAt(now, 'day', reportZone).end)
        : null
    const surveys = spans === null ? [] : await surveysAround(store, event, { ...selection, ...spans })
    compared.push({ ...event, around: spans, surveys })
  }
  return {
    period: selection.period,
    events: compared,
    uncompared: Math.max(0, found.length - mostCompared),
  }
}

function isWithin({ day, site, survey }: EventNote, selection: Selection): boolean {
  const at = Date.parse(day)
  return (
    at >= selection.period.start &&
    at < selection.period.end &&
    (site === null || selection.site === null || site === selection.site) &&
    (survey === null || selection.survey === null || survey === selection.survey)
  )
}

/** @param selection includes the periods to compare */
async function surveysAround(
  store: Pick<Store, 'figures'>,
  event: Noted<EventNote>,
  selection: Selection & { after: Selection['period'] },
): Promise<ComparedEvent['surveys']> {
  const { before, after, ...rest } = selection
  const rows = await store.figures({
    selection: {
      ...rest,
      ...{ period: after, before },
      site: event.site ?? selection.site,
      survey: event.survey ?? selection.survey,
    },
    by: [],
    byDay: false,
  })
  const surveys = new Map<string, ComparedEvent['surveys'][number]>()
  for (const { site, survey, kind, state, inPeriod, scores: given } of rows) {
    const isVote = state === 'answered' || (selection.countUnconfirmed && state === 'scored')
    if (!isVote || !given.some(Boolean)) continue
    const key = [site, kind, survey].join('\n')
    const counts = surveys.get(key) ?? { site, survey, kind, before: noScores(), after: noScores() }
    surveys.set(key, counts)
    const scores = inPeriod === 1 ? counts.after : counts.before
    for (const [score, responses] of given.entries()) scores[score] = (scores[score] ?? 0) + responses
  }
  return [...surveys].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, counts]) => counts)
}

const noScores = () => Array.from({ length: 11 }, () => 0)
