import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { ResponseSchema } from '../protocol/response.ts'
import { dataPage, erasedPage, erasePage, type GivenResponse, personPage } from '../report/data-page.ts'
import { deniedJson, signInPage, wanted } from './denied-responses.ts'
import { exportOf, exportOfPerson, type TableForm } from './export.ts'
import type { OperatorAccess, Visit } from './operator-access.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'
import { readAtMost } from './read-at-most.ts'
import { noQuery, readQuery, siteName, surveyName } from './read-query.ts'
import { type Person, type WayToFind, waysToFind } from './store/person.ts'
import type { Store, StoredResponse } from './store/store.ts'

interface Setting {
  store: Store
  access: OperatorAccess
  /** Milliseconds since 1970. */
  now: () => number
}

/** Bytes; the longest value that finds somebody is 500 characters. */
const longestForm = 8192

const ResponsesQuery = z.strictObject({
  format: z.optional(z.enum(['csv', 'json-lines'])),
  separator: z.optional(z.enum(['comma', 'semicolon', 'tab'])),
  ids: z.optional(z.enum(['plain', 'text'])),
  site: z.optional(siteName),
  survey: z.optional(surveyName),
})

const contentTypes = { csv: 'text/csv', tsv: 'text/tab-separated-values', jsonl: 'application/x-ndjson' }

/**
 * What a controller of data must be able to do: hand out everything, hand out what one person answered, and erase it.
 * Persons come in a body, never in an address, which would end up in logs.
 */
export function dataRoutes({ store, access, now }: Setting): Hono<Visit> {
  return new Hono<Visit>()
    .get('/api/responses', context => {
      const denied = access.check(context)
      if (denied) return deniedJson(denied)
      const query = readQuery(context, ResponsesQuery, 'json')
      if (!query.ok) return query.response
      const { format, separator = 'comma', ids = 'plain', site, survey } = query.value
      const table = format === 'csv' ? { separator, ids } : null
      const which = { ...(site !== undefined && { site }), ...(survey !== undefined && { survey }) }
      return download(exportOf(store, which, table), table, 'responses')
    })
    .post('/api/person/export', async context => {
      const denied = access.check(context)
      if (denied) return deniedJson(denied)
      const query = readQuery(context, noQuery, 'json')
      if (!query.ok) return query.response
      const person = personIn(await readFields(context.req.raw))
      return person ? download(exportOfPerson(store, person), null, 'person') : wrongPerson()
    })
    .post('/api/person/erase', async context => {
      const denied = access.check(context)
      if (denied) return deniedJson(denied)
      const query = readQuery(context, noQuery, 'json')
      if (!query.ok) return query.response
      const person = personIn(await readFields(context.req.raw))
      if (!person) return wrongPerson()
      return jsonResponse({ erased: await store.erase(person, now()) }, 200, privateHeaders)
    })
    .get('/report/data', context => {
      const denied = access.check(context)
      if (denied) return signInPage(denied, wanted(context))
      const query = readQuery(context, noQuery, 'page')
      return query.ok ? pageResponse(dataPage({ problem: null }), 200) : query.response
    })
    .post('/report/person', async context => {
      const asked = await personAsked(context)
      if (!asked.ok) return asked.response
      const { person } = asked
      const found = await store.records({ person, limit: mostCounted + 1 })
      const waiting = await store.waitingFor(person)
      const counted = { found: found.length, most: mostCounted, waiting: waiting.length }
      const responses = found
        .slice(0, mostCounted)
        .map(givenResponse)
        .sort((one, other) => other.at - one.at)
      return pageResponse(personPage({ ...person, ...counted, responses }), 200)
    })
    .post('/report/person/erase', async context => {
      const asked = await personAsked(context)
      if (!asked.ok) return asked.response
      const { person, isSure } = asked
      if (isSure) return pageResponse(erasedPage({ erased: await store.erase(person, now()) }), 200)
      const found = await store.records({ person, limit: mostCounted + 1 })
      const waiting = await store.waitingFor(person)
      const counted = { found: found.length, most: mostCounted, waiting: waiting.length }
      return pageResponse(erasePage({ ...person, ...counted }), 200)
    })

  /** Whom a form of the report names, and whether what it asks for was confirmed. */
  async function personAsked(context: Context<Visit>): Promise<PersonAsked> {
    const denied = access.check(context)
    if (denied) return { ok: false, response: signInPage(denied, wanted(context)) }
    const query = readQuery(context, noQuery, 'page')
    if (!query.ok) return query
    const fields = await readFields(context.req.raw)
    const person = personIn(fields)
    return person
      ? { ok: true, person, isSure: fields.sure === 'yes' }
      : { ok: false, response: noPersonPage() }
  }
}

type PersonAsked = { ok: true; person: Person; isSure: boolean } | { ok: false; response: Response }

/** What the page shows of a response; it is kept as it came, and only what the schema has fixed is read. */
function givenResponse({ json, receivedAt }: StoredResponse): GivenResponse {
  const { success, data } = ResponseSchema.safeParse(JSON.parse(json))
  if (!success) return { at: receivedAt, survey: '', state: '', score: null, reason: null, locale: '' }
  const { survey, state, score, reason, locale, askedAt, scoredAt, endedAt } = data
  return { at: Date.parse(endedAt ?? scoredAt ?? askedAt), survey, state, score, reason, locale }
}

/** Beyond it the page says "more than". */
const mostCounted = 200

function download(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  table: TableForm | null,
  name: string,
): Response {
  const extension = !table ? 'jsonl' : table.separator === 'tab' ? 'tsv' : 'csv'
  return new Response(body, {
    headers: {
      ...privateHeaders,
      'content-type': `${contentTypes[extension]}; charset=utf-8`,
      'content-disposition': `attachment; filename="howlikely-${name}.${extension}"`,
    },
  })
}

/** What a body says, as JSON or as a form. */
async function readFields(request: Request): Promise<Record<string, unknown>> {
  const bytes = await readAtMost(request, longestForm)
  if (typeof bytes === 'string') return {}
  const text = new TextDecoder().decode(bytes)
  const isJson = request.headers.get('content-type')?.startsWith('application/json') ?? false
  return isJson ? parseFields(text) : Object.fromEntries(new URLSearchParams(text))
}

/** Null where `by` and `value` don't say whom. */
function personIn({ by, value }: Readonly<Record<string, unknown>>): Person | null {
  if (typeof by !== 'string' || !Object.hasOwn(waysToFind, by)) return null
  if (typeof value !== 'string' || value.trim() === '') return null
  // The table has it, as the line above has looked.
  return { by: by as WayToFind, value: value.trim() }
}

function parseFields(json: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(json)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
  } catch {
    return {}
  }
}

function wrongPerson(): Response {
  const allowed = `by: ${Object.keys(waysToFind).join(', ')}; value: text that is not empty`
  return jsonResponse(
    { error: `The request must name somebody: ${allowed}.`, field: null, found: null, allowed },
    400,
    privateHeaders,
  )
}

function noPersonPage(): Response {
  return pageResponse(dataPage({ problem: 'Enter whom to look for.' }), 400)
}
