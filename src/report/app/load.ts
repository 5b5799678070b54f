import { type Signal, signal } from '@preact/signals'
import type * as z from 'zod/mini'
import { DestinationsAnswer, OutgoingAnswer, RulesAnswer } from '../api/alerts.ts'
import { AuditAnswer } from '../api/audit.ts'
import { EventsAnswer } from '../api/events.ts'
import { AnswersAnswer, FiguresAnswer } from '../api/figures-answer.ts'
import { FollowUpFigures, FollowUpList } from '../api/follow-up.ts'
import { GoalsAnswer, LinesAnswer } from '../api/goals.ts'
import { NotAskedAnswer } from '../api/not-asked.ts'
import { MeAnswer, MembersAnswer } from '../api/people.ts'
import { NamesAnswer, SurveysAnswer } from '../api/surveys.ts'
import { TagFiguresAnswer } from '../api/tag-figures.ts'
import { TagList } from '../api/tags.ts'
import { ValuesAnswer } from '../api/values.ts'
import { WordsAnswer } from '../api/words-answer.ts'
import { api } from './address.ts'
import { send } from './send.ts'

interface Refused {
  state: 'refused'
  field: string
  found: string
  allowed: string
}

/** The state of a call. */
export type Loaded<Answer> =
  | { state: 'loading' }
  | { state: 'there'; answer: Answer }
  | Refused
  | { state: 'signed-out' }
  /** The user's role does not suffice, or no longer does. */
  | { state: 'forbidden' }
  | { state: 'failed' }

/** The data the page came with: the responses to its first calls. */
function readFirst(): Map<string, unknown> {
  const text = document.getElementById('first')?.textContent ?? '{}'
  const first: unknown = JSON.parse(text)
  return new Map(Object.entries(typeof first === 'object' && first !== null ? first : {}))
}

const first = readFirst()
const loaded = new Map<string, CachedCall>()

/** A call's response, and how to reload it. */
interface CachedCall {
  result: Signal<Loaded<unknown>>
  refresh(): Promise<void>
  /** The same, but keeps the present response unless a better one comes. */
  lookAgain(): Promise<void>
  /** Whether it has been read since everything was last reloaded. */
  isShown: boolean
}

/** The API's response to a call, made once; components that read it redraw when the response comes. */
function load<Answer>(call: string, schema: z.ZodMiniType<Answer>): Loaded<Answer> {
  const known = loaded.get(call) ?? startCall(call, schema)
  known.isShown = true
  // Responses are stored by call, and only after passing this schema.
  return known.result.value as Loaded<Answer>
}

function startCall<Answer>(call: string, schema: z.ZodMiniType<Answer>): CachedCall {
  const brought = first.get(call)
  const parsed = brought === undefined ? null : schema.safeParse(brought)
  const result = signal<Loaded<unknown>>(
    parsed?.success ? { state: 'there', answer: parsed.data } : { state: 'loading' },
  )
  const refresh = async () => {
    result.value = await ask(call, schema)
  }
  const lookAgain = async () => {
    const found = await ask(call, schema)
    if (found.state !== 'failed' || result.value.state !== 'there') result.value = found
  }
  const cached = { result, refresh, lookAgain, isShown: true }
  loaded.set(call, cached)
  if (!parsed?.success) void refresh()
  return cached
}

async function ask<Answer>(call: string, schema: z.ZodMiniType<Answer>): Promise<Loaded<Answer>> {
  try {
    const response = await send(apiOf(call) + call, { headers: { accept: 'application/json' } })
    if (response.status === 401) return { state: 'signed-out' }
    if (response.status === 403) return forbidden()
    const body: unknown = await response.json()
    if (response.status === 400) return refusedBy(body)
    const parsed = schema.safeParse(body)
    return response.ok && parsed.success ? { state: 'there', answer: parsed.data } : { state: 'failed' }
  } catch {
    return { state: 'failed' }
  }
}

/** The user and the team are the collector's own, even next to the example's answers. */
const apiOf = (call: string): string => (/^(me|members|audit)\b/.test(call) ? '/api/' : api)

/** The user's rights have changed: let the page offer only what they may do. */
function forbidden(): { state: 'forbidden' } {
  void refreshMe()
  return { state: 'forbidden' }
}

function refusedBy(body: unknown): Refused {
  const { field, found, allowed } = { field: '', found: '', allowed: '', ...(body as object) }
  return {
    state: 'refused',
    field: String(field),
    found: String(found).replace(/^"|"$/g, ''),
    allowed: String(allowed),
  }
}

export const loadFigures = (call: string): Loaded<FiguresAnswer> => load(call, FiguresAnswer)
export const loadAnswers = (call: string): Loaded<AnswersAnswer> => load(call, AnswersAnswer)

export const loadEvents = (call: string): Loaded<EventsAnswer> => load(call, EventsAnswer)

export const loadValues = (call: string): Loaded<ValuesAnswer> => load(call, ValuesAnswer)
export const loadGoals = (call: string): Loaded<GoalsAnswer> => load(call, GoalsAnswer)
export const loadLines = (call: string): Loaded<LinesAnswer> => load(call, LinesAnswer)

/** The outcome of a write. */
export type Written = Exclude<Loaded<null>, { state: 'loading' }>

/** Writes something; then reloads the call of the same name, and keeps showing the old response until the new one comes. */
export async function write(
  method: 'POST' | 'DELETE',
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<Written> {
  try {
    const response = await send(api + path, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (response.status === 401) return { state: 'signed-out' }
    if (response.status === 403) return forbidden()
    if (response.status === 400 || response.status === 422) return refusedBy(await response.json())
    // It is fine if somebody else has already removed it.
    if (!response.ok && response.status !== 404) return { state: 'failed' }
  } catch {
    return { state: 'failed' }
  }
  const [name = ''] = path.split('/')
  const concerned = [...loaded].filter(([call]) => call.startsWith(`${name}?`))
  await Promise.all(concerned.map(([, { refresh }]) => refresh()))
  return { state: 'there', answer: null }
}

export const loadWords = (call: string): Loaded<WordsAnswer> => load(call, WordsAnswer)
export const loadTags = (call: string): Loaded<TagList> => load(call, TagList)
export const loadNames = (call: string): Loaded<NamesAnswer> => load(call, NamesAnswer)
export const loadSurveys = (call: string): Loaded<SurveysAnswer> => load(call, SurveysAnswer)
export const loadNotAsked = (call: string): Loaded<NotAskedAnswer> => load(call, NotAskedAnswer)
export const loadFollowUps = (call: string): Loaded<FollowUpList> => load(call, FollowUpList)
export const loadTakenUp = (call: string): Loaded<FollowUpFigures> => load(call, FollowUpFigures)
export const loadTagFigures = (call: string): Loaded<TagFiguresAnswer> => load(call, TagFiguresAnswer)

export const loadRules = (call: string): Loaded<RulesAnswer> => load(call, RulesAnswer)
export const loadDestinations = (call: string): Loaded<DestinationsAnswer> => load(call, DestinationsAnswer)
export const loadOutgoing = (call: string): Loaded<OutgoingAnswer> => load(call, OutgoingAnswer)

/** Reloads what is shown; the old response stays until a new one comes, and if none does. */
export const lookAgain = async (call: string): Promise<void> => loaded.get(call)?.lookAgain()
export const loadMe = (call: string): Loaded<MeAnswer> => load(call, MeAnswer)
export const loadMembers = (call: string): Loaded<MembersAnswer> => load(call, MembersAnswer)
export const loadAudit = (call: string): Loaded<AuditAnswer> => load(call, AuditAnswer)

/** Reloads who the user is and what they may do. */
export async function refreshMe(): Promise<void> {
  await loaded.get('me')?.refresh()
}

/**
 * To be called after a change: reloads what is shown, which stays until the new response comes, and forgets everything
 * else.
 */
export async function refreshAll(): Promise<void> {
  first.clear()
  const shown = [...loaded].filter(([call, { isShown }]) => isShown || call === 'me')
  loaded.clear()
  for (const [call, cached] of shown) loaded.set(call, { ...cached, isShown: false })
  await Promise.all(shown.map(([, { refresh }]) => refresh()))
}

/** Reloads what failed. */
export function tryAgain(call: string): void {
  const cached = loaded.get(call)
  if (!cached) return
  cached.result.value = { state: 'loading' }
  void cached.refresh()
}
