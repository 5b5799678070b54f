import type * as z from 'zod/mini'
import { api } from './address.ts'
import { words } from './language.ts'
import { refreshAll, refreshMe } from './load.ts'
import { send } from './send.ts'

/** The outcome of a change; `problem` is a sentence for the reader. */
export type Sent<Answer = unknown> = { problem: null; answer: Answer } | { problem: string }

/** Removes something through the API; it is fine if somebody else has already removed it. */
export async function removeBy(call: string): Promise<Sent> {
  const say = words.value
  try {
    const response = await fetch(api + call, { method: 'DELETE', headers: { accept: 'application/json' } })
    if (response.status === 401) return { problem: say.signedOut }
    if (response.status === 403) {
      void refreshMe()
      return { problem: say.people.mayNot }
    }
    if (!response.ok && response.status !== 404) return { problem: say.notChanged }
    await refreshAll()
    return { problem: null, answer: null }
  } catch {
    return { problem: say.notChanged }
  }
}

/**
 * Changes something through the API, and reloads what is shown.
 * @param call the last part of the URL
 * @param isDone whether the response means that something has changed; if not, everything shown and typed stays as it is
 * @default it always does
 */
export async function changeBy<Answer>(
  call: string,
  body: object,
  schema: z.ZodMiniType<Answer>,
  isDone: (answer: Answer) => boolean = () => true,
): Promise<Sent<Answer>> {
  const say = words.value
  try {
    const response = await send(api + call, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const found: unknown = await response.json()
    if (response.status === 401) return { problem: say.signedOut }
    if (response.status === 403) {
      void refreshMe()
      return { problem: say.people.mayNot }
    }
    if ([400, 404, 409, 422].includes(response.status)) return { problem: refusal(found) }
    const parsed = schema.safeParse(found)
    if (!response.ok || !parsed.success) return { problem: say.notChanged }
    if (isDone(parsed.data)) await refreshAll()
    return { problem: null, answer: parsed.data }
  } catch {
    return { problem: say.notChanged }
  }
}

function refusal(body: unknown): string {
  const { field, found, allowed } = { field: '', found: '', allowed: '', ...(body as object) }
  return words.value.refused(String(field), String(found).replace(/^"|"$/g, ''), String(allowed))
}
