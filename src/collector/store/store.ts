import type { ResponseRecord } from '../../protocol/response.ts'
import type { LeftTrigger } from '../../protocol/trigger.ts'
import type { DestinationChange, ListedMessage, MessageState, RuleChange } from '../../report/api/alerts.ts'
import type { ListedAnswer } from '../../report/api/figures-answer.ts'
import type { Selection } from '../../report/api/figures-query.ts'
import type {
  FollowedAnswer,
  FollowUp,
  FollowUpChanged,
  TakenUp,
  TeamMember,
} from '../../report/api/follow-up.ts'
import type { Segment } from '../../report/api/segments.ts'
import type { GivenName } from '../../report/api/surveys.ts'
import type { Tag, TagChange } from '../../report/api/tags.ts'
import type { WordsAnswer } from '../../report/api/words-answer.ts'
import type { TallyRow } from '../../report/figures.ts'
import type { Reason, ReasonQuery } from '../../report/reason.ts'
import type { DueMessage, NewMessage } from '../alerts/message.ts'
import type { Implausible } from '../implausible-timing.ts'
import type { ClockLook } from '../judge-clock.ts'
import type { RespondentMemory } from '../respondent-memory.ts'
import type { Vouched } from '../signature-check.ts'
import type { AlertSettings, By, ChangeResult } from './alert-settings.ts'
import type { AuditEntry } from './audit.ts'
import type { FiguresQuery, FiguresRow } from './count-figures.ts'
import type { TagRow } from './count-tags.ts'
import type { ValuesQuery, ValuesRow } from './count-values.ts'
import type { FollowUpChange } from './follow-up.ts'
import type { AnswersQuery } from './list-answers.ts'
import type { FollowUpQuery } from './list-follow-ups.ts'
import type { NotAskedQuery, NotAskedRow } from './not-asked.ts'
import type { Note, NoteKind, Notes } from './notes.ts'
import type { FallKey, MessagesQuery, Tried } from './outgoing.ts'
import type { FallTable } from './outgoing-tables.ts'
import type { PeopleStore } from './people-store.ts'
import type { Person } from './person.ts'
import type { RefusedMessage } from './revision.ts'
import type { RollupCheck } from './rollup-check.ts'
import type { NewestResponse } from './survey-names.ts'
import type { SurveyList, SurveyName } from './surveys.ts'
import type { Tagging } from './tags.ts'
import type { RollupLag } from './to-count.ts'

/** A response that has passed the schema. */
export interface ReceivedResponse {
  record: ResponseRecord
  /** The record as it came, unknown fields included. */
  json: string
  /** Milliseconds since 1970, by the collector's clock. */
  receivedAt: number
  /** @default nothing */
  vouched?: Vouched
  /** It was given elsewhere, some time ago: nobody is alerted about it. @default false */
  isPast?: boolean
}

/** The outcome of storing responses. */
export interface Saved {
  /** Ids of responses to undeclared surveys, for which there was no room; they may be sent again later. */
  turnedAway: readonly string[]
  /** How many messages to the team were queued. @default none */
  raised?: number
}

/** A trigger waiting for a respondent's next visit. */
export interface NextVisit extends LeftTrigger {
  site: string
  respondent: string
  /** Whether an existing one of the same name and ref stays as it is. @default it is replaced */
  keepFirst?: boolean
}

/** A response as it is stored. */
export interface StoredResponse {
  id: string
  /** The record as it came, unknown fields included. */
  json: string
  /** Milliseconds since 1970, by the collector's clock. */
  receivedAt: number
  /** Whether everything it is counted by was signed. */
  verified: boolean
  implausible: Implausible | null
}

/**
 * Which responses to return, in the order of their ids, so that responses arriving meanwhile are neither repeated nor
 * skipped.
 */
export interface RecordQuery {
  site?: string
  survey?: string
  person?: Person
  /** Only those whose id comes after this one. */
  after?: string
  /** At most this many. */
  limit: number
}

/** Instants before which data is deleted; null: it is kept. Milliseconds since 1970. */
export interface Expiry {
  responses: number | null
  emails: number | null
  /** Records of which responses were erased. */
  erased: number
  /** Triggers waiting for a visit that never came. */
  triggers: number
  /** The audit. @default all of it is kept */
  audit?: number | null
  /**
   * Triggers dated more than a year after it are reset to it, and sessions and links that have ended by then are deleted.
   * @default neither is done
   */
  now?: number
  /** At most this many of each, so that storing something else waits only for a moment. */
  limit: number
}

/**
 * The store of all responses. Every method may throw {@link StoreUnavailable}. A change that a person makes takes an audit
 * entry, which is stored if, and only if, the change is made.
 *
 * Saving is idempotent: a revision lower than or equal to the stored one, and anything after `answered`, changes nothing.
 */
export interface Store {
  /**
   * Resolves when every response is durable, except those turned away. Throws {@link ResponseRefused} if one of them cannot
   * be stored, and {@link MessagesRefused}, once all others are durable or turned away, if some of them would change what a
   * later message must not.
   */
  saveAll(responses: readonly ReceivedResponse[]): Promise<Saved>
  /**
   * All responses of declared surveys, counted; see {@link TallyRow}.
   * @param starts instants at which a new period begins, in order, milliseconds since 1970; each a day's beginning, UTC
   *   @default none
   */
  tally(starts?: readonly number[]): Promise<TallyRow[]>
  /** Reasons of answers that are not a test, newest first. */
  reasons(query: ReasonQuery): Promise<Reason[]>
  /** What counts, by survey, period and segments. */
  figures(query: FiguresQuery): Promise<FiguresRow[]>
  /** What the orders behind answers were worth, by survey, currency and segments. */
  values(query: ValuesQuery): Promise<ValuesRow[]>
  /** Single answers of a selection, newest first. */
  answers(query: AnswersQuery): Promise<ListedAnswer[]>
  /** Whether searching finds every text: just after an update, older texts are still being indexed. */
  areTextsReady(): Promise<boolean>
  /** Which words occur in the texts of a selection's period, by group. */
  words(selection: Selection): Promise<WordsAnswer>
  /** All tags, sorted by name. */
  tags(): Promise<Tag[]>
  /** Creates or changes a tag; false if there is no room for another. */
  keepTag(change: TagChange, entry?: AuditEntry): Promise<boolean>
  /** Deletes a tag, by its key; the answers stay. */
  dropTag(tag: string, entry?: AuditEntry): Promise<void>
  /** Tags answers by hand, or removes the tag from them. Returns how many of the answers exist; 0 if there is no such tag. */
  tagAnswers(tagging: Tagging, entry?: AuditEntry): Promise<number>
  /** The tags of these responses, by hand or by rule, by response id. */
  tagsOn(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>>
  /** What counts, by tag; an answer with several tags is counted once for each. */
  tagFigures(selection: Selection): Promise<TagRow[]>
  /** Answers to follow up, highest order value first, then oldest first. */
  followUps(query: FollowUpQuery): Promise<FollowedAnswer[]>
  /** The follow-ups of these responses, by response id, leaving out responses that nobody has taken up. */
  followUpsOn(ids: readonly string[]): Promise<ReadonlyMap<string, FollowUp>>
  /** Adds the same step to one or more answers; each is changed wholly or not at all. */
  followUp(change: FollowUpChange, entry?: AuditEntry): Promise<FollowUpChanged>
  /** The outcomes for the detractors in a selection's period that were taken up. */
  takenUp(selection: Selection, today: string): Promise<TakenUp[]>
  /** The people who own a follow-up. */
  followUpOwners(): Promise<TeamMember[]>
  /** Whole records, sorted by id. */
  records(query: RecordQuery): Promise<StoredResponse[]>
  /** The sites that hold something about a person, sorted. */
  sitesOf(person: Person): Promise<string[]>
  /** The triggers waiting for somebody's next visit; only `respondent` and `ref` find any. */
  waitingFor(person: Person): Promise<NextVisit[]>
  /**
   * Erases all of somebody's answers, and what waits for them, for good; later messages about them are not stored. Returns
   * how many answers.
   */
  erase(person: Person, now: number): Promise<number>
  /**
   * Whether the database's log may still hold something erased because somebody is reading from it; it is emptied as soon
   * as they are done.
   */
  logHoldsErased(): Promise<boolean>
  /** Judges the clock that retention goes by, and remembers this look at it. `now`: milliseconds since 1970, by that clock. */
  lookAtClock(now: number): Promise<ClockLook>
  /** Deletes what has been kept long enough. Returns how many responses were erased or changed. */
  expire(expiry: Expiry): Promise<number>
  /** What is known about a respondent. */
  memoryOf(respondent: { site: string; id: string }): Promise<RespondentMemory>
  /** Stores a trigger for a respondent's next visit, replacing one of the same name and ref. */
  askNextTime(trigger: NextVisit): Promise<void>
  /** Which surveys are counted, and what has arrived for others. */
  surveys(): Promise<SurveyList>
  /** The team's names for its sites and surveys. */
  names(): Promise<GivenName[]>
  /** Names a site or a survey; an empty name restores its id. False if it is not counted. */
  giveName(name: GivenName, entry?: AuditEntry): Promise<boolean>
  /** Who may do what, who is signed in, and what they did. */
  people: PeopleStore
  /** When the newest response to each counted survey was given. */
  newestResponses(): Promise<NewestResponse[]>
  /** Who is alerted about what: all rules and destinations, including secrets. */
  alertSettings(): Promise<AlertSettings>
  /** Creates or changes a destination; messages waiting for it are then tried at once. */
  keepDestination(change: DestinationChange, by: By): Promise<ChangeResult>
  /** Returns whether it existed. Messages waiting for it are never sent. */
  dropDestination(id: string): Promise<boolean>
  keepRule(change: RuleChange, by: By): Promise<ChangeResult>
  /** Returns whether it existed. */
  dropRule(id: string): Promise<boolean>
  /** Queues messages, each id only once. Returns how many are new. */
  queueMessages(messages: readonly NewMessage[]): Promise<number>
  /** For each destination the message whose turn it is, if it is due. `except`: destinations to leave out. */
  dueMessages(query: { now: number; except: readonly string[] }): Promise<DueMessage[]>
  /** Records the result of an attempt. */
  noteAttempt(tried: Tried): Promise<MessageState>
  /** Messages, newest first. */
  messages(query: MessagesQuery): Promise<ListedMessage[]>
  /** How many messages wait. */
  countWaiting(): Promise<number>
  /** Deletes finished messages made before an instant. */
  tidyMessages(before: number): Promise<void>
  /** Fallen scores that have been reported. */
  falls(): Promise<FallTable[]>
  /** Records a fall and queues its messages, unless it was recorded before. Returns how many messages are new. */
  beginFall(begun: { fall: FallTable; messages: readonly NewMessage[] }): Promise<number>
  /** Records that the score has recovered. */
  endFall(fall: FallKey): Promise<void>
  /**
   * Runs something that only one collector may do at a time; null if another is doing it. If that one dies, the turn is
   * free.
   */
  sending<Result>(action: () => Promise<Result>): Promise<Result | null>
  /** How many triggers led to no asking, by rule and day. */
  notAsked(query: NotAskedQuery): Promise<NotAskedRow[]>
  /** Has surveys counted from now on, including what has arrived for them. From the first call on, no others are. */
  declare(surveys: readonly SurveyName[], entry?: AuditEntry): Promise<void>
  /**
   * Has answers counted separately by these segments, besides the usual ones, and by no others. If that is a change, all
   * answers are counted again in the background.
   */
  declareSegments(segments: readonly Segment[]): Promise<void>
  /** Erases everything that has arrived for undeclared surveys. Returns how many responses. */
  eraseUndeclared(): Promise<number>
  /** Everything the team has noted alongside the answers. */
  notes(): Promise<Notes>
  /** Stores a note, replacing an equal one. Returns its id. */
  keepNote(note: Note, entry?: AuditEntry): Promise<string>
  /** Returns whether it existed. */
  removeNote(kind: NoteKind, id: string, entry?: AuditEntry): Promise<boolean>
  /** What is stored but not counted yet: nothing, unless the database is distributed over several machines. */
  rollupLag(): Promise<RollupLag>
  /** Resolves if the store could be written to now. */
  check(): Promise<void>
  /** Rejects if a report is still being counted after a while; everything stored is safe all the same. */
  close(): Promise<void>
}

/** A store that can be updated while it is in use. */
export interface UpdatedStore extends Store {
  /** Fills in some of what an update has left to do on older responses. Returns whether there may be more. */
  fill(): Promise<boolean>
  /** Counts all responses again and compares with what the report is read from. */
  verify(onProgress?: (counted: number) => void): Promise<RollupCheck>
  /** Counts all responses again, in batches, accepting answers in between. */
  rebuild(): Promise<void>
}

/** The store cannot be used now: disk full, read-only, locked. The same response may be stored later. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
}

/** Some messages would change what no later message may change; all others are stored, except those turned away. */
export class MessagesRefused extends Error {
  override name = 'MessagesRefused'
  readonly refused: readonly RefusedMessage[]
  /** As in {@link Saved}. */
  readonly turnedAway: readonly string[]

  constructor(refused: readonly RefusedMessage[], turnedAway: readonly string[]) {
    super('Some messages would change what no later message may.')
    this.refused = refused
    this.turnedAway = turnedAway
  }
}

/** The store works but won't take this response, now or later. */
export class ResponseRefused extends Error {
  override name = 'ResponseRefused'
}
