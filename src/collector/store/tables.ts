import type { State } from '../../protocol/response.ts'
import type { Kind } from '../../report/figures.ts'
import type { Implausible } from '../implausible-timing.ts'
import type { ClockLookTable } from './clock-look.ts'
import type { CountedSegmentTable } from './counted-segments.ts'
import type { FollowUpStepTable, FollowUpTable } from './follow-up-tables.ts'
import type { PeopleTables } from './member-tables.ts'
import type { NotAskedTable } from './not-asked.ts'
import type { EventTable, GoalTable, LineTable } from './notes.ts'
import type { DestinationTable, FallTable, OutgoingTable, RuleTable } from './outgoing-tables.ts'
import type { RollupTable } from './rollup-rows.ts'
import type { SpreadTables } from './spread-tables.ts'
import type { SurveyNameTable } from './survey-names.ts'
import type { KnownSurveyTable } from './surveys.ts'
import type { AnswerTagTable, TagTable } from './tag-tables.ts'
import type { AnswerTextTable } from './text-index.ts'
import type { UndeclaredTable } from './undeclared.ts'

/** Instants are milliseconds since 1970; flags are 0 or 1, which every database has. */
export interface ResponseTable {
  id: string
  revision: number
  site: string
  survey: string
  kind: Kind
  state: State
  test: 0 | 1
  self_selected: 0 | 1
  trigger_name: string
  trigger_source: string
  ref: string | null
  /** Everything it is counted by was signed: the ref if there is one, else the respondent or the link. */
  verified: 0 | 1
  /** Among responses to the same ref, the one with the highest standing counts, then the latest. */
  standing: number
  score: number | null
  reason: string | null
  locale: string
  page_url: string | null
  asked_at: number
  scored_at: number | null
  ended_at: number | null
  /** When it was given: the end, else the score, else the asking. */
  given_at: number
  received_at: number
  /** The whole record as it came, JSON. */
  record: string
  /** Who answered, as far as the record says; the keys that find a person's responses. */
  respondent: string | null
  visitor: string | null
  email: string | null
  /** What is implausible about its instants. */
  implausible: Implausible | null
  /** The respondent's signature was valid. */
  respondent_verified: 0 | 1
  opted_out: 0 | 1
  /** Whose verified vote it is, using signed fields only; null if nothing was signed. */
  subject: string | null
  /** 1: its segment values are in the columns below; 0: it is older than they are, and only the record has them. */
  segmented: 0 | 1
  device: string | null
  product: string | null
  department: string | null
  team: string | null
  agent: string | null
  /** The currency and the index of the band. */
  value_band: string | null
  load_band: string | null
  /** What its order was worth, -1 if it names no plausible value; null: it is older than this column. */
  worth: number | null
  /** When somebody was last in contact with the visitor, as the site wrote it. */
  last_contact: string | null
  /** The visitor allows the team to contact them. */
  may_contact: 0 | 1 | null
}

/** A trigger that waits for a respondent's next visit. */
export interface NextVisitTable {
  site: string
  respondent: string
  name: string
  /** '' if there is none: a key has no nulls. */
  ref: string
  at: number
  /** JSON. */
  properties: string
}

/** Responses erased for a person: if a browser sends them again, they are not stored. */
export interface ErasedTable {
  id: string
  erased_at: number
}

/** A fill that a migration has left to do, and the last response done; see fills.ts. */
export interface FillTable {
  name: string
  after: string
}

export interface Tables extends PeopleTables, SpreadTables {
  response: ResponseTable
  erased: ErasedTable
  next_visit: NextVisitTable
  fill: FillTable
  known_survey: KnownSurveyTable
  undeclared: UndeclaredTable
  rollup: RollupTable
  counted_segment: CountedSegmentTable
  clock_look: ClockLookTable
  event: EventTable
  goal: GoalTable
  reference_line: LineTable
  answer_text: AnswerTextTable
  tag: TagTable
  answer_tag: AnswerTagTable
  follow_up: FollowUpTable
  follow_up_step: FollowUpStepTable
  not_asked: NotAskedTable
  survey_name: SurveyNameTable
  alert_destination: DestinationTable
  alert_rule: RuleTable
  alert_fall: FallTable
  outgoing: OutgoingTable
}
