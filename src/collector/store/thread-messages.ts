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
import type { ClockLook } from '../judge-clock.ts'
import type { RespondentMemory } from '../respondent-memory.ts'
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
import type { PeopleCall, PeopleResult } from './people-store.ts'
import type { Person } from './person.ts'
import type { RefusedMessage } from './revision.ts'
import type { RollupCheck } from './rollup-check.ts'
import type { Expiry, NextVisit, ReceivedResponse, RecordQuery, Saved, StoredResponse } from './store.ts'
import type { NewestResponse } from './survey-names.ts'
import type { SurveyList, SurveyName } from './surveys.ts'
import type { Tagging } from './tags.ts'

/** The settings a thread is started with. 'read' opens an existing file and changes nothing in it. */
export interface ThreadSettings {
  file: string
  mode: 'write' | 'read'
}

/** A response on its way to a thread: its text says everything, and costs a fraction of the record to pass. */
export type PackedResponse = Omit<ReceivedResponse, 'record'>

/** A method of the store, to be called in the thread. */
export type Call =
  | { method: 'saveAll'; responses: PackedResponse[] }
  | { method: 'tally'; starts: readonly number[] | undefined }
  | { method: 'reasons'; query: ReasonQuery }
  | { method: 'figures'; query: FiguresQuery }
  | { method: 'values'; query: ValuesQuery }
  | { method: 'answers'; query: AnswersQuery }
  | { method: 'areTextsReady' }
  | { method: 'words'; selection: Selection }
  | { method: 'tags' }
  | { method: 'keepTag'; change: TagChange; entry: AuditEntry | undefined }
  | { method: 'dropTag'; tag: string; entry: AuditEntry | undefined }
  | { method: 'tagAnswers'; tagging: Tagging; entry: AuditEntry | undefined }
  | { method: 'tagsOn'; ids: readonly string[] }
  | { method: 'tagFigures'; selection: Selection }
  | { method: 'followUps'; query: FollowUpQuery }
  | { method: 'followUpsOn'; ids: readonly string[] }
  | { method: 'followUp'; change: FollowUpChange; entry: AuditEntry | undefined }
  | { method: 'takenUp'; selection: Selection; today: string }
  | { method: 'followUpOwners' }
  | { method: 'records'; query: RecordQuery }
  | { method: 'sitesOf'; person: Person }
  | { method: 'waitingFor'; person: Person }
  | { method: 'erase'; person: Person; now: number }
  | { method: 'logHoldsErased' }
  | { method: 'lookAtClock'; now: number }
  | { method: 'expire'; expiry: Expiry }
  | { method: 'memoryOf'; respondent: { site: string; id: string } }
  | { method: 'askNextTime'; trigger: NextVisit }
  | { method: 'surveys' }
  | { method: 'names' }
  | { method: 'giveName'; name: GivenName; entry: AuditEntry | undefined }
  | { method: 'people'; call: PeopleCall }
  | { method: 'newestResponses' }
  | { method: 'alertSettings' }
  | { method: 'keepDestination'; change: DestinationChange; by: By }
  | { method: 'dropDestination'; id: string }
  | { method: 'keepRule'; change: RuleChange; by: By }
  | { method: 'dropRule'; id: string }
  | { method: 'queueMessages'; messages: readonly NewMessage[] }
  | { method: 'dueMessages'; query: { now: number; except: readonly string[] } }
  | { method: 'noteAttempt'; tried: Tried }
  | { method: 'messages'; query: MessagesQuery }
  | { method: 'countWaiting' }
  | { method: 'tidyMessages'; before: number }
  | { method: 'falls' }
  | { method: 'beginFall'; begun: { fall: FallTable; messages: readonly NewMessage[] } }
  | { method: 'endFall'; fall: FallKey }
  | { method: 'notAsked'; query: NotAskedQuery }
  | { method: 'declare'; surveys: readonly SurveyName[]; entry: AuditEntry | undefined }
  | { method: 'declareSegments'; segments: readonly Segment[] }
  | { method: 'eraseUndeclared' }
  | { method: 'notes' }
  | { method: 'keepNote'; note: Note; entry: AuditEntry | undefined }
  | { method: 'removeNote'; kind: NoteKind; id: string; entry: AuditEntry | undefined }
  | { method: 'verify' }
  | { method: 'rebuild' }
  | { method: 'fill' }
  | { method: 'check' }
  | { method: 'close' }

export interface Results {
  saveAll: Saved
  tally: TallyRow[]
  reasons: Reason[]
  figures: FiguresRow[]
  values: ValuesRow[]
  answers: ListedAnswer[]
  areTextsReady: boolean
  words: WordsAnswer
  tags: Tag[]
  keepTag: boolean
  dropTag: undefined
  tagAnswers: number
  tagsOn: ReadonlyMap<string, readonly Tag[]>
  tagFigures: TagRow[]
  followUps: FollowedAnswer[]
  followUpsOn: ReadonlyMap<string, FollowUp>
  followUp: FollowUpChanged
  takenUp: TakenUp[]
  followUpOwners: TeamMember[]
  records: StoredResponse[]
  sitesOf: string[]
  waitingFor: NextVisit[]
  erase: number
  logHoldsErased: boolean
  lookAtClock: ClockLook
  expire: number
  memoryOf: RespondentMemory
  askNextTime: undefined
  surveys: SurveyList
  names: GivenName[]
  giveName: boolean
  people: PeopleResult
  newestResponses: NewestResponse[]
  alertSettings: AlertSettings
  keepDestination: ChangeResult
  dropDestination: boolean
  keepRule: ChangeResult
  dropRule: boolean
  queueMessages: number
  dueMessages: DueMessage[]
  noteAttempt: MessageState
  messages: ListedMessage[]
  countWaiting: number
  tidyMessages: undefined
  falls: FallTable[]
  beginFall: number
  endFall: undefined
  notAsked: NotAskedRow[]
  declare: undefined
  declareSegments: undefined
  eraseUndeclared: number
  notes: Notes
  keepNote: string
  removeNote: boolean
  verify: RollupCheck
  rebuild: undefined
  fill: boolean
  check: undefined
  close: undefined
}

/** Calls are numbered from 1. */
export type NumberedCall = Call & { number: number }

/** The result of the call with that number; 0 is the opening of the store. */
export type Reply = { number: number } & ({ result: Results[Call['method']] } | { failure: Failure })

/** An error on its way back: messages between threads don't preserve classes. */
export type Failure =
  | { kind: 'refused' | 'unavailable' | 'other'; message: string }
  | { kind: 'revisions'; refused: readonly RefusedMessage[]; turnedAway: readonly string[] }
