import type { FiguresRow } from '../../../src/collector/store/count-figures.ts'
import type { ValuesRow } from '../../../src/collector/store/count-values.ts'
import { rowOf } from '../../../src/collector/store/row.ts'
import type { ReceivedResponse } from '../../../src/collector/store/store.ts'
import { countsAs } from '../../../src/collector/store/which-counts.ts'
import { tenureOf } from '../../../src/figures/tenure.ts'
import type { Selection } from '../../../src/report/api/figures-query.ts'
import { bandOf, loadBands, type Segment, tenureBands, valueBands } from '../../../src/report/api/segments.ts'

type Stored = ReturnType<typeof rowOf> & { response: ReceivedResponse }

/** The responses of a selection, from whole messages, one step after the other, without a database. */
export function chosenByHand(messages: readonly ReceivedResponse[], selection: Selection): Stored[] {
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
  return votes.filter(
    vote =>
      !isReplaced(vote) &&
      selection.filters.every(({ segment, value }) => (segmentValue(vote, segment) ?? '') === value),
  )
}

/** The counts that the statements must give. */
export function countByHand(
  messages: readonly ReceivedResponse[],
  { selection, by, byDay }: { selection: Selection; by: readonly Segment[]; byDay: boolean },
): FiguresRow[] {
  const rows = new Map<string, FiguresRow & { scores: number[] }>()
  for (const vote of chosenByHand(messages, selection)) {
    const [first = null, second = null] = by.map(segment => segmentValue(vote, segment))
    const alike = {
      site: vote.site,
      survey: vote.survey,
      kind: vote.kind,
      state: vote.state,
      inPeriod: vote.given_at >= selection.period.start ? (1 as const) : (0 as const),
      day: byDay ? Math.floor(vote.given_at / 86_400_000) : 0,
      first,
      second,
    }
    const row = rows.get(JSON.stringify(alike)) ?? {
      ...alike,
      scores: Array.from({ length: 11 }, () => 0),
      unscored: 0,
      withReason: 0,
      hasty: 0,
    }
    rows.set(JSON.stringify(alike), row)
    const pause = (vote.scored_at ?? vote.ended_at ?? Number.NaN) - vote.asked_at
    const isOver = vote.state === 'dismissed' || vote.state === 'scored'
    row.hasty += isOver && pause >= 0 && pause < 1000 ? 1 : 0
    if (vote.score === null) {
      row.unscored += 1
      continue
    }
    row.scores[vote.score] = (row.scores[vote.score] ?? 0) + 1
    row.withReason += vote.reason === null ? 0 : 1
  }
  return [...rows.values()]
}

/** The total value of the orders in the period's answers. */
export function valuesByHand(
  messages: readonly ReceivedResponse[],
  { selection, by }: { selection: Selection; by: readonly Segment[] },
): ValuesRow[] {
  const rows = new Map<string, ValuesRow>()
  for (const vote of chosenByHand(messages, { ...selection, before: null })) {
    const { value, currency } = vote.response.record.trigger
    const isVote = vote.state === 'answered' || (selection.countUnconfirmed && vote.state === 'scored')
    if (!isVote || vote.score === null || value == null || value <= 0 || value > 1e9 || !currency) continue
    const [first = null, second = null] = by.map(segment => segmentValue(vote, segment))
    const { site, survey, kind, score } = vote
    const alike = { site, survey, kind, score, currency, first, second }
    const row = rows.get(JSON.stringify(alike)) ?? { ...alike, responses: 0, value: 0, squares: 0 }
    rows.set(JSON.stringify(alike), row)
    row.responses += 1
    row.value += value
    row.squares += value ** 2
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

function segmentValue({ response: { record }, given_at }: Stored, segment: Segment): string | null {
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
    case 'tenure': {
      const days = respondent?.since ? tenureOf(respondent.since, given_at) : null
      return days === null ? null : String(bandOf(days, tenureBands))
    }
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
