import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { complain } from '../protocol/complaint.ts'
import type { AuditKind } from '../report/api/audit.ts'
import { GivenName } from '../report/api/surveys.ts'
import type { Access, Visit } from './access.ts'
import { answerSurveys } from './answer-surveys.ts'
import { deniedJson } from './denied-responses.ts'
import { jsonResponse, privateHeaders } from './page-response.ts'
import { readAs } from './read-as.ts'
import { readAtMost } from './read-at-most.ts'
import { noQuery, readQuery } from './read-query.ts'
import { type AuditEntry, audited } from './store/audit.ts'
import type { Store } from './store/store.ts'

interface Setting {
  store: Store
  /** As in the report's application. */
  exampleStore: (() => Promise<Store>) | null
  access: Access
  /** Milliseconds since 1970. */
  now: () => number
}

/** Makes an audit entry in the name of whoever sent the request. */
type Did = (what: AuditKind, on: string) => AuditEntry

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

/** Which surveys are counted and what they are called, for the operator: anybody may send responses under any survey's name. */
export function surveyRoutes({ store, exampleStore, access, now }: Setting): Hono<Visit> {
  const app = new Hono<Visit>()
  const open = {
    '/api': async () => store,
    '/api/example': async () => (await exampleStore?.()) ?? null,
  }
  for (const [api, storeOf] of Object.entries(open)) {
    /** Handles a request to change a store, from somebody who may; for a URL that takes no parameters. */
    const acts =
      (act: (into: Store, request: Request, did: Did) => Promise<Response>) =>
      async (context: Context<Visit>): Promise<Response> => {
        const admission = await access.admit(context, 'manage')
        if (!admission.ok) return deniedJson(admission.denied)
        const query = readQuery(context, noQuery, 'json')
        if (!query.ok) return query.response
        const into = await storeOf()
        const did: Did = (what, on) => audited(admission.actor, what, on, now())
        return into ? act(into, context.req.raw, did) : context.notFound()
      }
    app
      .post(
        `${api}/surveys`,
        acts(async (into, request, did) => {
          const surveys = await readDeclaration(request)
          if (!surveys) return wrongDeclaration()
          const named = surveys.map(({ site, survey }) => (site === 'main' ? survey : `${site}/${survey}`))
          await into.declare(surveys, did('surveys-declared', named.join(', ')))
          return jsonResponse(await answerSurveys(into), 200, privateHeaders)
        }),
      )
      .post(
        `${api}/surveys/undeclared/erase`,
        acts(async (into, _request, did) => {
          // First, because it goes in batches, and one that is cut off has erased some.
          await into.people.audit(did('undeclared-erased', ''))
          return jsonResponse({ erased: await into.eraseUndeclared() }, 200, privateHeaders)
        }),
      )
      .post(
        `${api}/names`,
        acts(async (into, request, did) => {
          const read = await readAs(GivenName, request)
          if (!read.ok) return jsonResponse(read.complaint, read.status, privateHeaders)
          const { site: ofSite, survey: ofSurvey, name } = read.value
          const entry = did('named', `${ofSurvey ?? ofSite}: ${name}`)
          if (await into.giveName(read.value, entry))
            return jsonResponse({ names: await into.names() }, 200, privateHeaders)
          const { site, survey } = read.value
          const complaint = complain(
            survey === null ? 'site' : 'survey',
            JSON.stringify(survey ?? site),
            'one that is counted, as GET /api/surveys lists them',
          )
          return jsonResponse(complaint, 422, privateHeaders)
        }),
      )
  }
  return app
}

async function readDeclaration(request: Request): Promise<{ site: string; survey: string }[] | null> {
  const bytes = await readAtMost(request, longestDeclaration)
  if (typeof bytes === 'string') return null
  try {
    return Declaration.parse(JSON.parse(new TextDecoder().decode(bytes))).surveys
  } catch {
    // Not JSON, or other JSON: the response says what is allowed.
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
