import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { type Complaint, complain } from '../protocol/complaint.ts'
import { ResponseSchema } from '../protocol/response.ts'
import { dataPage, erasedPage, erasePage, type GivenResponse, personPage } from '../report/data-page.ts'
import type { Access, Visit } from './access.ts'
import type { Actor } from './actor.ts'
import { begunStream } from './cut-off-stream.ts'
import { deniedJson, signInPage, wanted } from './denied-responses.ts'
import { exportOf, exportOfPerson, type TableForm } from './export.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'
import { readAtMost } from './read-at-most.ts'
import { noQuery, readQuery, siteName, surveyName } from './read-query.ts'
import { audited } from './store/audit.ts'
import { isPerSite, type Person, type WayToFind, waysToFind } from './store/person.ts'
import { type Store, type StoredResponse, StoreUnavailable } from './store/store.ts'
import { keptTyping } from './typed-again.ts'

interface Setting {
  store: Store
  access: Access
  /** Milliseconds since 1970. */
  now: () => number
  log: (sentence: string, details: Readonly<Record<string, string>>) => void
}

/** Bytes; the longest value that can find somebody is 500 characters. */
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
 * What a data controller must be able to do: export everything, export what one person answered, and erase it. People are
 * named in a body, never in a URL, which would end up in logs.
 */
export function dataRoutes({ store, access, now, log }: Setting): Hono<Visit> {
  return new Hono<Visit>()
    .get('/api/responses', async context => {
      const admission = await access.admit(context, 'manage')
      if (!admission.ok) return deniedJson(admission.denied)
      const query = readQuery(context, ResponsesQuery, 'json')
      if (!query.ok) return query.response
      const { format, separator = 'comma', ids = 'plain', site, survey } = query.value
      const table = format === 'csv' ? { separator, ids } : null
      const which = { ...(site !== undefined && { site }), ...(survey !== undefined && { survey }) }
      const named = [site, survey].filter(name => name !== undefined).join(', ')
      await store.people.audit(audited(admission.actor, 'answers-exported', named, now()))
      return download(context, exportOf(store, which, table), table, 'responses')
    })
    .post('/api/person/export', async context => {
      const admission = await access.admit(context, 'manage')
      if (!admission.ok) return deniedJson(admission.denied)
      const query = readQuery(context, noQuery, 'json')
      if (!query.ok) return query.response
      const asked = await personInBody(context.req.raw)
      if (!asked.ok) return asked.response
      await store.people.audit(audited(admission.actor, 'person-exported', wayOf(asked.person), now()))
      return download(context, exportOfPerson(store, asked.person), null, 'person')
    })
    .post('/api/person/erase', async context => {
      const admission = await access.admit(context, 'manage')
      if (!admission.ok) return deniedJson(admission.denied)
      const query = readQuery(context, noQuery, 'json')
      if (!query.ok) return query.response
      const asked = await personInBody(context.req.raw)
      if (!asked.ok) return asked.response
      return jsonResponse(await erased(asked.person, admission.actor), 200, privateHeaders)
    })
    .get('/report/data', async context => {
      const admission = await access.admit(context, 'manage')
      if (!admission.ok) return signInPage(admission.denied, wanted(context))
      const query = readQuery(context, noQuery, 'page')
      return query.ok ? pageResponse(dataPage({ problem: null }), 200) : query.response
    })
    .post('/report/person', async context => {
      const asked = await personAsked(context)
      if (!asked.ok) return asked.response
      return foundPage(asked)
    })
    .post('/report/person/erase', async context => {
      const asked = await personAsked(context)
      if (!asked.ok) return asked.response
      const { person, isSure, sites, actor } = asked
      // It is not clear yet which of several people is meant.
      if (sites.length > 1) return foundPage(asked)
      if (isSure) return pageResponse(erasedPage(await erased(person, actor)), 200)
      const found = await store.records({ person, limit: mostCounted + 1 })
      const waiting = await store.waitingFor(person)
      const counted = { found: found.length, most: mostCounted, waiting: waiting.length }
      return pageResponse(erasePage({ ...person, site: asked.site, ...counted }), 200)
    })

  async function download(
    { env: { id, hangUp } }: Context<Visit>,
    source: ReadableStream<Uint8Array<ArrayBuffer>>,
    table: TableForm | null,
    name: string,
  ): Promise<Response> {
    const onFailure = (error: unknown) =>
      log(`A download was cut off: ${error instanceof StoreUnavailable ? error.message : 'it failed'}.`, {
        request: id,
      })
    const body = await begunStream(source, { hangUp, onFailure })
    const extension = !table ? 'jsonl' : table.separator === 'tab' ? 'tsv' : 'csv'
    return new Response(body, {
      headers: {
        ...privateHeaders,
        'content-type': `${contentTypes[extension]}; charset=utf-8`,
        'content-disposition': `attachment; filename="howlikely-${name}.${extension}"`,
      },
    })
  }

  /** Erases, and says how much was erased and whether the log may still hold it. */
  async function erased(person: Person, actor: Actor): Promise<{ erased: number; inLog?: true }> {
    // First, because it goes in batches, and one that is cut off has erased some.
    await store.people.audit(audited(actor, 'person-erased', wayOf(person), now()))
    const erased = await store.erase(person, now())
    return { erased, ...((await store.logHoldsErased()) && { inLog: true as const }) }
  }

  async function foundPage({ person, site, sites }: PersonFound): Promise<Response> {
    const found = await store.records({ person, limit: mostCounted + 1 })
    const waiting = await store.waitingFor(person)
    const counted = { found: found.length, most: mostCounted, waiting: waiting.length }
    const shown = found.slice(0, mostCounted)
    const tags = await store.tagsOn(shown.map(({ json }) => JSON.parse(json).id))
    const responses = shown.map(stored => givenResponse(stored, tags)).sort((one, other) => other.at - one.at)
    return pageResponse(personPage({ ...person, site, ...counted, sites, responses }), 200)
  }

  /** The sites that know this person, if one of them has to be named and has not been. */
  async function unclearSites(person: Person, site: string | null): Promise<string[]> {
    if (site !== null || !isPerSite(person)) return []
    const sites = await store.sitesOf(person)
    return sites.length > 1 ? sites : []
  }

  async function personInBody(
    request: Request,
  ): Promise<{ ok: true; person: Person } | { ok: false; response: Response }> {
    const read = personIn(await readFields(request), ['by', 'value', 'site'])
    if (!read.ok) return { ok: false, response: jsonResponse(read.complaint, 400, privateHeaders) }
    const sites = await unclearSites(read.person, read.site)
    if (sites.length === 0) return { ok: true, person: read.person }
    const complaint = complain('site', 'nothing', `${sites.join(', ')}, or * for all of them`)
    return { ok: false, response: jsonResponse(complaint, 409, privateHeaders) }
  }

  /** Whom a form of the report names, and whether the action was confirmed. */
  async function personAsked(context: Context<Visit>): Promise<PersonAsked> {
    const admission = await access.admit(context, 'manage')
    if (!admission.ok) {
      // A page of another site must not be able to fill in the form here.
      const typed = access.ownPage(context) ? {} : keptTyping(await readFields(context.req.raw))
      return { ok: false, response: signInPage(admission.denied, { ...wanted(context), typed }) }
    }
    const query = readQuery(context, noQuery, 'page')
    if (!query.ok) return query
    const fields = await readFields(context.req.raw)
    const read = personIn(fields, ['by', 'value', 'site', 'sure'])
    if (!read.ok) return { ok: false, response: noPersonPage() }
    const { person, site } = read
    const sites = await unclearSites(person, site)
    return { ok: true, person, site, sites, isSure: fields.sure === 'yes', actor: admission.actor }
  }
}

/** How somebody was looked for, never the value, which would say who it was. */
const wayOf = ({ by, site }: Person): string => (site === undefined ? by : `${by}, ${site}`)

interface PersonFound {
  person: Person
  /** The site named, or "*" for all of them; null: none was. */
  site: string | null
  /** The sites of which one must be named first. */
  sites: readonly string[]
}

type PersonAsked =
  | ({ ok: true; isSure: boolean; actor: Actor } & PersonFound)
  | { ok: false; response: Response }

/** What the page shows of a response. The response is stored as it came, so only fields the schema guarantees are read. */
function givenResponse(
  { json, receivedAt }: StoredResponse,
  tags: Awaited<ReturnType<Store['tagsOn']>>,
): GivenResponse {
  const { success, data } = ResponseSchema.safeParse(JSON.parse(json))
  const nothing = { site: '', survey: '', state: '', score: null, reason: null, locale: '', tags: [] }
  if (!success) return { at: receivedAt, ...nothing }
  const { id, site, survey, state, score, reason, locale, askedAt, scoredAt, endedAt } = data
  const names = (tags.get(id) ?? []).map(({ name }) => name)
  const at = Date.parse(endedAt ?? scoredAt ?? askedAt)
  return { at, site, survey, state, score, reason, locale, tags: names }
}

/** Above this the page says "more than". */
const mostCounted = 200

/** The fields of a body, in JSON or as a form. */
async function readFields(request: Request): Promise<Record<string, unknown>> {
  const bytes = await readAtMost(request, longestForm)
  if (typeof bytes === 'string') return {}
  const text = new TextDecoder().decode(bytes)
  const isJson = request.headers.get('content-type')?.startsWith('application/json') ?? false
  return isJson ? parseFields(text) : Object.fromEntries(new URLSearchParams(text))
}

type ReadPerson = { ok: true; person: Person; site: string | null } | { ok: false; complaint: Complaint }

/**
 * The person that the fields name. An unknown field is refused: it was meant to narrow the choice, and ignoring it would
 * erase others.
 */
function personIn(fields: Readonly<Record<string, unknown>>, known: readonly string[]): ReadPerson {
  const wrong = (field: string, found: unknown, allowed: string): ReadPerson => ({
    ok: false,
    complaint: complain(field, found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 60), allowed),
  })
  const stranger = Object.keys(fields).find(name => !known.includes(name))
  if (stranger !== undefined) {
    return wrong(stranger, fields[stranger], `left out: this address takes ${known.join(', ')}`)
  }
  const { by, value, site = null } = fields
  if (typeof by !== 'string' || !Object.hasOwn(waysToFind, by)) {
    return wrong('by', by, `one of ${Object.keys(waysToFind).join(', ')}`)
  }
  if (typeof value !== 'string' || value.trim() === '') return wrong('value', value, 'text that is not empty')
  if (site !== null && site !== everySite && !siteName.safeParse(site).success) {
    return wrong('site', site, 'the name of a site, or * for all of them')
  }
  const named = typeof site === 'string' ? site : null
  return {
    ok: true,
    site: named,
    // The checks above ensure that the table has it.
    person: {
      by: by as WayToFind,
      value: value.trim(),
      ...(named !== null && named !== everySite && { site: named }),
    },
  }
}

const everySite = '*'

function parseFields(json: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(json)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
  } catch {
    return {}
  }
}

function noPersonPage(): Response {
  return pageResponse(dataPage({ problem: 'Enter whom to look for.' }), 400)
}
