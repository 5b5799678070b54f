import type { State } from '../../protocol/response.ts'
import { correctedTimes } from '../corrected-times.ts'
import { implausibleTiming } from '../implausible-timing.ts'
import { isVerified, nothingVouched } from '../signature-check.ts'
import { followUpValues } from './follow-up-values.ts'
import { personKeys, storable, storedKey } from './person.ts'
import { segmentValues } from './segment-values.ts'
import type { ReceivedResponse } from './store.ts'
import type { ResponseTable } from './tables.ts'
import { subjectOf, verifiedStanding } from './which-counts.ts'

export function rowOf({
  record,
  json,
  receivedAt,
  vouched = nothingVouched,
}: ReceivedResponse): ResponseTable {
  const { askedAt, scoredAt, endedAt } = correctedTimes(record, receivedAt)
  const givenAt = endedAt ?? scoredAt ?? askedAt
  const verified = isVerified(record.trigger, vouched) ? 1 : 0
  return storableRow({
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
    ref: storedKey(record.trigger.ref),
    verified,
    standing: standingOf(record.state, verified),
    score: record.score,
    reason: record.reason,
    locale: record.locale,
    page_url: record.page.url,
    asked_at: askedAt,
    scored_at: scoredAt,
    ended_at: endedAt,
    given_at: givenAt,
    received_at: receivedAt,
    record: json,
    ...personKeys(record),
    implausible: implausibleTiming(record),
    respondent_verified: vouched.respondent ? 1 : 0,
    opted_out: record.endedBy === 'opted-out' ? 1 : 0,
    subject: subjectOf(record, vouched, { givenAt, receivedAt }),
    ...segmentValues(record),
    ...followUpValues(record),
  })
}

/** PostgreSQL's texts cannot hold U+0000, which a visitor may paste. The record's JSON escapes it in ASCII. */
function storableRow(row: ResponseTable): ResponseTable {
  // Every row passes here and hardly any has one, so rows without are not copied.
  const texts: Record<string, string | number | null> = { ...row }
  let isStorable = true
  for (const name in texts) {
    const value = texts[name]
    if (typeof value !== 'string') continue
    const text = storable(value)
    if (text === value) continue
    texts[name] = text
    isStorable = false
  }
  return isStorable ? row : Object.assign(row, texts)
}

/** Verified ranks above everything unverified, and answered above scored. A dismissal speaks for nobody. */
function standingOf(state: State, verified: 0 | 1): number {
  const above = verified * verifiedStanding
  if (state === 'answered') return 4 + above
  return state === 'scored' ? 2 + above : 0
}
