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
import type { AlertSettings, By, Kept } from './alert-settings.ts'
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
import type { Heard } from './survey-names.ts'
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
  /** It was given elsewhere, some time ago: nobody is told of it. @default false */
  isPast?: boolean
}

/** What became of responses that were to be stored. */
export interface Saved {
  /** Ids of those of surveys that nobody has declared, for which there was no room; they may come again later. */
  turnedAway: readonly string[]
  /** How many messages to the team this has led to. @default none */
  raised?: number
}

/** What waits for a respondent's next visit. */
export interface NextVisit extends LeftTrigger {
  site: string
  respondent: string
  /** Whether one of the same name and ref stays as it is. @default it is replaced */
  keepFirst?: boolean
}

/** A response as it is kept. */
export interface StoredResponse {
  id: string
  /** The record as it came, unknown fields included. */
  json: string
  /** Milliseconds since 1970, by the collector's clock. */
  receivedAt: number
  /** Whether all that it is counted by was signed. */
  verified: boolean
  implausible: Implausible | null
}

/** Which responses, by their ids' order, so that what comes meanwhile neither doubles nor hides one. */
export interface RecordQuery {
  site?: string
  survey?: string
  person?: Person
  /** Only those whose id comes after this one. */
  after?: string
  /** At most so many. */
  limit: number
}

/** Instants before which things are let go; null: they are kept. Milliseconds since 1970. */
export interface Expiry {
  responses: number | null
  emails: number | null
  /** What is known of erased responses. */
  erased: number
  /** Triggers that wait for a visit that never came. */
  triggers: number
  /** What the team did. @default all of it is kept */
  audit?: number | null
  /** A trigger that is more than a year ahead of it counts from it, and sessions and links that have ended by then go. @default none does */
  now?: number
  /** At most so many of each, so that storing something else waits only for a moment. */
  limit: number
}

/**
 * Where responses are kept. Every method may throw {@link StoreUnavailable}. What a person may change takes an entry for the audit,
 * which is kept if the change is, and not if it isn't.
 *
 * Saving is idempotent: a revision that is lower than or equal to the one that is kept, and anything after
 * `answered`, changes nothing.
 */
export interface Store {
  /**
   * Resolves when every response is durable, but for those that are turned away. Throws {@link ResponseRefused} if one
   * of them cannot be stored, and {@link MessagesRefused}, once all others are durable or turned away, if some say of a
   * response what a later message must not.
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
  /** What counts, counted by survey, period and segments. */
  figures(query: FiguresQuery): Promise<FiguresRow[]>
  /** What the orders behind answers were worth, by survey, currency and segments. */
  values(query: ValuesQuery): Promise<ValuesRow[]>
  /** Single answers of a selection, newest first. */
  answers(query: AnswersQuery): Promise<ListedAnswer[]>
  /** Whether words find every text: just after an update, older ones are still being made ready. */
  areTextsReady(): Promise<boolean>
  /** Which words the texts of a selection's period have, by group. */
  words(selection: Selection): Promise<WordsAnswer>
  /** All tags, by their names. */
  tags(): Promise<Tag[]>
  /** Makes or changes a tag; false where there is no room for another. */
  keepTag(change: TagChange, entry?: AuditEntry): Promise<boolean>
  /** Forgets a tag, by its key; the answers stay. */
  dropTag(tag: string, entry?: AuditEntry): Promise<void>
  /** Tags answers by hand, or takes the tag off them. How many are there; 0 where there is no such tag. */
  tagAnswers(tagging: Tagging, entry?: AuditEntry): Promise<number>
  /** The tags of these responses, by hand or by their words, by the responses' ids. */
  tagsOn(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>>
  /** What counts, counted by tag; an answer with several tags is counted for each. */
  tagFigures(selection: Selection): Promise<TagRow[]>
  /** Answers to follow up, those of the highest order value first, then the oldest. */
  followUps(query: FollowUpQuery): Promise<FollowedAnswer[]>
  /** How these responses were followed up, by the responses' ids; without those that nobody has taken up. */
  followUpsOn(ids: readonly string[]): Promise<ReadonlyMap<string, FollowUp>>
  /** Does the same step for one or more answers; each is changed wholly or not at all. */
  followUp(change: FollowUpChange, entry?: AuditEntry): Promise<FollowUpChanged>
  /** What has become of the detractors of a selection's period that were taken up. */
  takenUp(selection: Selection, today: string): Promise<TakenUp[]>
  /** Who has a follow-up to see to. */
  followUpOwners(): Promise<TeamMember[]>
  /** Whole records, by their ids. */
  records(query: RecordQuery): Promise<StoredResponse[]>
  /** The sites on which something of somebody is kept, in order. */
  sitesOf(person: Person): Promise<string[]>
  /** What waits for somebody's next visit; nothing is found but by `respondent` and `ref`. */
  waitingFor(person: Person): Promise<NextVisit[]>
  /** Erases all that somebody answered, and what waits for them, for good; a message about it that comes later is not stored. How many it was. */
  erase(person: Person, now: number): Promise<number>
  /** Whether the log of the database may still hold what was erased, since somebody reads from it; it is emptied as soon as that ends. */
  logHoldsErased(): Promise<boolean>
  /** Judges the clock that retention goes by, and remembers this look at it. `now`: milliseconds since 1970, by that clock. */
  lookAtClock(now: number): Promise<ClockLook>
  /** Lets go of what has been kept long enough. How many responses it erased or changed. */
  expire(expiry: Expiry): Promise<number>
  /** What is known of a respondent. */
  memoryOf(respondent: { site: string; id: string }): Promise<RespondentMemory>
  /** Keeps a trigger for a respondent's next visit; one of the same name and ref is replaced. */
  askNextTime(trigger: NextVisit): Promise<void>
  /** Which surveys are counted, and what has come for others. */
  surveys(): Promise<SurveyList>
  /** What the team calls its sites and surveys. */
  names(): Promise<GivenName[]>
  /** Calls a site or a survey by a name; by an empty one, by its id again. False where it is not counted. */
  giveName(name: GivenName, entry?: AuditEntry): Promise<boolean>
  /** Who may do what, who is signed in, and what they did. */
  people: PeopleStore
  /** Of each survey that is counted, when its newest response was given. */
  lastHeard(): Promise<Heard[]>
  /** Whom the team tells, of what: all rules and destinations, secrets included. */
  alertSettings(): Promise<AlertSettings>
  /** Makes or changes a destination; what waits for it is then tried at once. */
  keepDestination(change: DestinationChange, by: By): Promise<Kept>
  /** Whether there was one. What waits for it is never sent. */
  dropDestination(id: string): Promise<boolean>
  keepRule(change: RuleChange, by: By): Promise<Kept>
  /** Whether there was one. */
  dropRule(id: string): Promise<boolean>
  /** Puts messages among those that wait, each once by its id. How many are new. */
  queueMessages(messages: readonly NewMessage[]): Promise<number>
  /** Of each destination the message whose turn it is, if that has come. `except`: destinations to leave out. */
  dueMessages(query: { now: number; except: readonly string[] }): Promise<DueMessage[]>
  /** Notes what came of an attempt. */
  noteAttempt(tried: Tried): Promise<MessageState>
  /** Messages, newest first. */
  messages(query: MessagesQuery): Promise<ListedMessage[]>
  /** How many messages wait. */
  countWaiting(): Promise<number>
  /** Lets go of messages that were made before an instant and are done with. */
  tidyMessages(before: number): Promise<void>
  /** Scores that have fallen, of which was told. */
  falls(): Promise<FallTable[]>
  /** Notes a fall and what is told of it; nothing where it was noted before. How many messages are new. */
  beginFall(begun: { fall: FallTable; messages: readonly NewMessage[] }): Promise<number>
  /** The score is up again. */
  endFall(fall: FallKey): Promise<void>
  /** Does what one of several collectors does at a time; null where another is at it. When that one dies, it is free. */
  sending<Result>(action: () => Promise<Result>): Promise<Result | null>
  /** How many triggers led to no asking, by rule and day. */
  notAsked(query: NotAskedQuery): Promise<NotAskedRow[]>
  /** Has surveys counted from now on, what has come for them before included. From the first time on, no others are. */
  declare(surveys: readonly SurveyName[], entry?: AuditEntry): Promise<void>
  /**
   * Has answers counted apart by these from now on, besides by what they always are, and by no others. Where that is a change,
   * all are counted anew meanwhile.
   */
  declareSegments(segments: readonly Segment[]): Promise<void>
  /** Erases all that has come for surveys that nobody has declared. How many responses it was. */
  eraseUndeclared(): Promise<number>
  /** What the team has noted beside the answers. */
  notes(): Promise<Notes>
  /** Keeps a note, in the place of the same one; its id. */
  keepNote(note: Note, entry?: AuditEntry): Promise<string>
  /** Whether there was one. */
  removeNote(kind: NoteKind, id: string, entry?: AuditEntry): Promise<boolean>
  /** What is stored and not counted yet: nothing, but where the database lies on several machines. */
  rollupLag(): Promise<RollupLag>
  /** Resolves if the store could be written now. */
  check(): Promise<void>
  /** Rejects where a report is still being counted after a while; what was stored is safe all the same. */
  close(): Promise<void>
}

/** A store that can be brought up to date while it is used. */
export interface UpdatedStore extends Store {
  /** Fills in some of what an update has left to be filled in of older responses; whether there may be more. */
  fill(): Promise<boolean>
  /** Counts all responses again and compares with what the report is read from. */
  verify(onProgress?: (counted: number) => void): Promise<RollupCheck>
  /** Counts all responses anew, in batches, and answers are taken in between. */
  rebuild(): Promise<void>
}

/** The store cannot be used now: disk full, read-only, locked. The same response may be stored later. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
}

/** Some messages would change what no later message may; all others are stored, but for those that are turned away. */
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

/** The store works and will not have this response, now or later. */
export class ResponseRefused extends Error {
  override name = 'ResponseRefused'
}
