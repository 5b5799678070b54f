import { type Signal, signal } from '@preact/signals'
import type * as z from 'zod/mini'
import { AnswersAnswer, FiguresAnswer } from '../api/figures-answer.ts'
import { api } from './address.ts'

/** What has come of a call. */
export type Loaded<Answer> =
  | { state: 'loading' }
  | { state: 'there'; answer: Answer }
  | { state: 'refused'; field: string; found: string; allowed: string }
  | { state: 'signed-out' }
  | { state: 'failed' }

/** What the page brought along: the answers to its first calls. */
function readFirst(): Map<string, unknown> {
  const text = document.getElementById('first')?.textContent ?? '{}'
  const first: unknown = JSON.parse(text)
  return new Map(Object.entries(typeof first === 'object' && first !== null ? first : {}))
}

const first = readFirst()
const loaded = new Map<string, Signal<Loaded<unknown>>>()

/** What the API answers to a call, asked once; reading it draws again when the answer comes. */
function load<Answer>(call: string, schema: z.ZodMiniType<Answer>): Loaded<Answer> {
  const known = loaded.get(call) ?? begin(call, schema)
  // Only what this schema has let through is kept under a call of its name.
  return known.value as Loaded<Answer>
}

function begin<Answer>(call: string, schema: z.ZodMiniType<Answer>): Signal<Loaded<unknown>> {
  const brought = first.get(call)
  const parsed = brought === undefined ? null : schema.safeParse(brought)
  const result = signal<Loaded<unknown>>(
    parsed?.success ? { state: 'there', answer: parsed.data } : { state: 'loading' },
  )
  loaded.set(call, result)
  if (!parsed?.success) void ask(call, schema).then(found => (result.value = found))
  return result
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

function refusedBy(body: unknown): Loaded<never> {
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

/** Forgets what failed, so that it is asked for again. */
export function tryAgain(call: string): void {
  loaded.delete(call)
}
