import type { State } from '../../schema/response.ts'
import { correctedTimes } from '../corrected-times.ts'
import { implausibleTiming } from '../implausible-timing.ts'
import { personKeys } from './person.ts'
import type { ReceivedResponse } from './store.ts'
import type { ResponseTable } from './tables.ts'

export function rowOf({ record, json, receivedAt }: ReceivedResponse): ResponseTable {
  const { askedAt, scoredAt, endedAt } = correctedTimes(record, receivedAt)
  const verified = 0
  return {
    id: record.id,
    revision: record.revision,
    site: record.site,
    survey: record.survey,
    kind: record.kind,
    state: record.state,
    test: record.test ? 1 : 0,
    self_selected: record.trigger.source === 'show' ? 1 : 0,
    trigger_name: record.trigger.name,
    trigger_source: record.trigger.source,
    ref: record.trigger.ref ?? null,
    verified,
    standing: standingOf(record.state, verified),
    score: record.score,
    reason: record.reason,
    locale: record.locale,
    page_url: record.page.url,
    asked_at: askedAt,
    scored_at: scoredAt,
    ended_at: endedAt,
    given_at: endedAt ?? scoredAt ?? askedAt,
    received_at: receivedAt,
    record: json,
    ...personKeys(record),
    implausible: implausibleTiming(record),
  }
}

/** Answered stands above scored, and of two alike the verified one above the other. */
function standingOf(state: State, verified: 0 | 1): number {
  if (state === 'answered') return 4 + verified
  return state === 'scored' ? 2 + verified : 0
}
