import type { FiguresRow } from '../../../src/collector/store/count-figures.ts'
import { rowOf } from '../../../src/collector/store/row.ts'
import type { ReceivedResponse } from '../../../src/collector/store/store.ts'
import { countsAs } from '../../../src/collector/store/which-counts.ts'
import type { Selection } from '../../../src/report/api/figures-query.ts'
import { bandOf, loadBands, type Segment, valueBands } from '../../../src/report/api/segments.ts'

type Stored = ReturnType<typeof rowOf> & { response: ReceivedResponse }

/** What the statements must count, from whole messages, one step after the other, without a database. */
export function countByHand(
  messages: readonly ReceivedResponse[],
  { selection, by, byDay }: { selection: Selection; by: readonly Segment[]; byDay: boolean },
): FiguresRow[] {
  const votes = kept(messages)
    .map((row, _, all) => ({ ...row, countsAs: countsAs(row, all) }))
    .filter(row => row.countsAs !== 'nothing')
    .filter(row => row.test === 0 && row.self_selected === 0)
    .filter(({ given_at }) => given_at < selection.period.end)
    .filter(({ given_at }) => given_at >= (selection.before ?? selection.period).start)
    .filter(({ site }) => selection.site === null || site === selection.site)
    .filter(({ survey }) => selection.survey === null || survey === selection.survey)
    .filter(({ kind }) => selection.kind === null || kind === selection.kind)
    .filter(row => !selection.onlyVerified || row.countsAs === 'verified')
  const isVote = ({ state }: Stored) =>
    state === 'answered' || (selection.countUnconfirmed && state === 'scored')
  const inPeriod = ({ given_at }: Stored) => (given_at >= selection.period.start ? 1 : 0)
  const isLater = (one: Stored, other: Stored) =>
    one.given_at === other.given_at ? one.id > other.id : one.given_at > other.given_at
  const isReplaced = (row: Stored) =>
    selection.latestPerRespondent &&
    row.respondent !== null &&
    isVote(row) &&
    votes.some(
      other =>
        isVote(other) &&
        other.respondent === row.respondent &&
        other.site === row.site &&
        other.survey === row.survey &&
        other.kind === row.kind &&
        inPeriod(other) === inPeriod(row) &&
        isLater(other, row),
    )
  const rows = new Map<string, FiguresRow & { scores: number[] }>()
  for (const vote of votes) {
    if (isReplaced(vote)) continue
    if (selection.filters.some(({ segment, value }) => (segmentValue(vote, segment) ?? '') !== value))
      continue
    const [first = null, second = null] = by.map(segment => segmentValue(vote, segment))
    const alike = {
      site: vote.site,
      survey: vote.survey,
      kind: vote.kind,
      state: vote.state,
      inPeriod: inPeriod(vote) as 0 | 1,
      day: byDay ? Math.floor(vote.given_at / 86_400_000) : 0,
      first,
      second,
    }
    const row = rows.get(JSON.stringify(alike)) ?? {
      ...alike,
      scores: Array.from({ length: 11 }, () => 0),
      unscored: 0,
      withReason: 0,
    }
    rows.set(JSON.stringify(alike), row)
    if (vote.score === null) {
      row.unscored += 1
      continue
    }
    row.scores[vote.score] = (row.scores[vote.score] ?? 0) + 1
    row.withReason += vote.reason === null ? 0 : 1
  }
  return [...rows.values()]
}

/** The higher revision replaces the lower one, and nothing an answer. */
function kept(messages: readonly ReceivedResponse[]): Stored[] {
  const stored = new Map<string, Stored>()
  for (const response of messages) {
    const row = { ...rowOf(response), response }
    const before = stored.get(row.id)
    if (!before || (before.revision < row.revision && before.state !== 'answered')) stored.set(row.id, row)
  }
  return [...stored.values()]
}

function segmentValue({ response: { record } }: Stored, segment: Segment): string | null {
  const { trigger, page, respondent } = record
  const textOf = (value: unknown) =>
    value === undefined || value === null || value === '' ? null : String(value)
  switch (segment) {
    case 'touchpoint':
      return trigger.name
    case 'source':
      return trigger.source
    case 'language':
      return record.locale
    case 'page':
      return page.url
    case 'device':
      return record.device
    case 'value':
      return trigger.value == null || !trigger.currency
        ? null
        : `${trigger.currency} ${bandOf(trigger.value, valueBands)}`
    case 'load':
      return page.loadMs === null ? null : String(bandOf(page.loadMs, loadBands))
    case 'product':
    case 'department':
    case 'team':
    case 'agent':
      return textOf(trigger.properties?.[segment])
    default:
      return textOf(respondent?.traits?.[segment.slice('trait.'.length)])
  }
}
