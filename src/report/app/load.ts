import { type Signal, signal } from '@preact/signals'
import type * as z from 'zod/mini'
import { EventsAnswer } from '../api/events.ts'
import { AnswersAnswer, FiguresAnswer } from '../api/figures-answer.ts'
import { GoalsAnswer, LinesAnswer } from '../api/goals.ts'
import { ValuesAnswer } from '../api/values.ts'
import { api } from './address.ts'

interface Refused {
  state: 'refused'
  field: string
  found: string
  allowed: string
}

/** What has come of a call. */
export type Loaded<Answer> =
  | { state: 'loading' }
  | { state: 'there'; answer: Answer }
  | Refused
  | { state: 'signed-out' }
  | { state: 'failed' }

/** What the page brought along: the answers to its first calls. */
function readFirst(): Map<string, unknown> {
  const text = document.getElementById('first')?.textContent ?? '{}'
  const first: unknown = JSON.parse(text)
  return new Map(Object.entries(typeof first === 'object' && first !== null ? first : {}))
}

const first = readFirst()

interface Known {
  result: Signal<Loaded<unknown>>
  askAgain: () => Promise<void>
}

const loaded = new Map<string, Known>()

/** What the API answers to a call, asked once; reading it draws again when the answer comes. */
function load<Answer>(call: string, schema: z.ZodMiniType<Answer>): Loaded<Answer> {
  const known = loaded.get(call) ?? begin(call, schema)
  // Only what this schema has let through is kept under a call of its name.
  return known.result.value as Loaded<Answer>
}

function begin<Answer>(call: string, schema: z.ZodMiniType<Answer>): Known {
  const brought = first.get(call)
  const parsed = brought === undefined ? null : schema.safeParse(brought)
  const result = signal<Loaded<unknown>>(
    parsed?.success ? { state: 'there', answer: parsed.data } : { state: 'loading' },
  )
  const askAgain = async () => {
    result.value = await ask(call, schema)
  }
  const known = { result, askAgain }
  loaded.set(call, known)
  if (!parsed?.success) void askAgain()
  return known
}

async function ask<Answer>(call: string, schema: z.ZodMiniType<Answer>): Promise<Loaded<Answer>> {
  try {
    const response = await fetch(api + call, { headers: { accept: 'application/json' } })
    if (response.status === 401) return { state: 'signed-out' }
    const body: unknown = await response.json()
    if (response.status === 400) return refusedBy(body)
    const parsed = schema.safeParse(body)
    return response.ok && parsed.success ? { state: 'there', answer: parsed.data } : { state: 'failed' }
  } catch {
    return { state: 'failed' }
  }
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

/** What has come of something that was to be written. */
export type Written = Exclude<Loaded<null>, { state: 'loading' }>

/** Writes something; what was loaded of its name is then asked for anew, and stays drawn until that comes. */
export async function write(
  method: 'POST' | 'DELETE',
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<Written> {
  try {
    const response = await fetch(api + path, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (response.status === 401) return { state: 'signed-out' }
    if (response.status === 400 || response.status === 422) return refusedBy(await response.json())
    // What somebody else has taken away is gone, too.
    if (!response.ok && response.status !== 404) return { state: 'failed' }
  } catch {
    return { state: 'failed' }
  }
  const [name = ''] = path.split('/')
  const concerned = [...loaded].filter(([call]) => call.startsWith(`${name}?`))
  await Promise.all(concerned.map(([, { askAgain }]) => askAgain()))
  return { state: 'there', answer: null }
}

/** Forgets what failed, so that it is asked for again. */
export function tryAgain(call: string): void {
  loaded.delete(call)
}
