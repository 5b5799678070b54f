import { Hono } from 'hono'
import * as z from 'zod/mini'
import { deniedJson } from './denied-responses.ts'
import type { OperatorAccess, Visit } from './operator-access.ts'
import { jsonResponse, privateHeaders } from './page-response.ts'
import { readAtMost } from './read-at-most.ts'
import type { Store } from './store/store.ts'

interface Setting {
  store: Pick<Store, 'surveys' | 'declare' | 'eraseUndeclared'>
  access: OperatorAccess
}

const Declaration = z.object({
  surveys: z
    .array(
      z.object({
        site: z._default(z.string().check(z.regex(/^[\w-]{1,32}$/)), 'main'),
        survey: z.string().check(z.regex(/^[\w-]{1,64}$/)),
      }),
    )
    .check(z.minLength(1), z.maxLength(200)),
})

/** Bytes of 200 names of the greatest length. */
const longestDeclaration = 32 * 1024

/** Which surveys are counted, for the operator: anybody may send responses of any survey's name. */
export function surveyRoutes({ store, access }: Setting): Hono<Visit> {
  return new Hono<Visit>()
    .get('/api/surveys', async context => {
      const denied = access.check(context)
      return denied ? deniedJson(denied) : jsonResponse(await store.surveys(), 200, privateHeaders)
    })
    .post('/api/surveys', async context => {
      const denied = access.check(context)
      if (denied) return deniedJson(denied)
      const surveys = await readDeclaration(context.req.raw)
      if (!surveys) return wrongDeclaration()
      await store.declare(surveys)
      return jsonResponse(await store.surveys(), 200, privateHeaders)
    })
    .post('/api/surveys/undeclared/erase', async context => {
      const denied = access.check(context)
      if (denied) return deniedJson(denied)
      return jsonResponse({ erased: await store.eraseUndeclared() }, 200, privateHeaders)
    })
}

async function readDeclaration(request: Request): Promise<{ site: string; survey: string }[] | null> {
  const bytes = await readAtMost(request, longestDeclaration)
  if (typeof bytes === 'string') return null
  try {
    return Declaration.parse(JSON.parse(new TextDecoder().decode(bytes))).surveys
  } catch {
    // Not JSON, or other JSON: the answer says what is allowed.
    return null
  }
}

function wrongDeclaration(): Response {
  const allowed = '{ "surveys": [{ "site": "main", "survey": "checkout" }] }, at most 200'
  return jsonResponse(
    { error: `The request must name surveys: ${allowed}.`, field: 'surveys', found: null, allowed },
    400,
    privateHeaders,
  )
}
