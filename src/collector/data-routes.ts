import { Hono } from 'hono'
import { dataPage, erasedPage, personPage } from '../report/data-page.ts'
import { deniedJson, signInPage } from './denied-responses.ts'
import { exportOf, exportOfPerson, type TableForm } from './export.ts'
import type { OperatorAccess, Visit } from './operator-access.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'
import { readAtMost } from './read-at-most.ts'
import { type Person, type WayToFind, waysToFind } from './store/person.ts'
import type { Store } from './store/store.ts'

interface Setting {
  store: Store
  access: OperatorAccess
  /** Milliseconds since 1970. */
  now: () => number
}

/** Bytes; the longest value that finds somebody is 500 characters. */
const longestForm = 8192

const contentTypes = { csv: 'text/csv', tsv: 'text/tab-separated-values', jsonl: 'application/x-ndjson' }

/** What the parameters of an export may say; the first holds where nothing is said. */
const choices = {
  format: ['json-lines', 'csv'],
  separator: ['comma', 'semicolon', 'tab'],
  ids: ['plain', 'text'],
} as const satisfies Record<string, readonly string[]>

type Choices = { [Field in keyof typeof choices]: (typeof choices)[Field][number] }

/** What the parameters say; the name of one that says something else. */
function readChoices(query: Record<string, string>): Choices | keyof Choices {
  const chosen = { format: choices.format[0], separator: choices.separator[0], ids: choices.ids[0] }
  for (const field of ['format', 'separator', 'ids'] as const) {
    const said = query[field]
    const found = said === undefined ? chosen[field] : choices[field].find(choice => choice === said)
    if (found === undefined) return field
    Object.assign(chosen, { [field]: found })
  }
  return chosen
}

/**
 * What a controller of data must be able to do: hand out everything, hand out what one person answered, and erase it.
 * Persons come in a body, never in an address, which would end up in logs.
 */
export function dataRoutes({ store, access, now }: Setting): Hono<Visit> {
  return new Hono<Visit>()
    .get('/api/responses', context => {
      const denied = access.check(context)
      if (denied) return deniedJson(denied)
      const query = context.req.query()
      const chosen = readChoices(query)
      if (typeof chosen === 'string') return wrongChoice(chosen, query[chosen] ?? '')
      const table = chosen.format === 'csv' ? chosen : null
      const site = context.req.query('site')
      const survey = context.req.query('survey')
      const which = { ...(site !== undefined && { site }), ...(survey !== undefined && { survey }) }
      return download(exportOf(store, which, table), table, 'responses')
    })
    .post('/api/person/export', async context => {
      const denied = access.check(context)
      if (denied) return deniedJson(denied)
      const person = await readPerson(context.req.raw)
      return person ? download(exportOfPerson(store, person), null, 'person') : wrongPerson()
    })
    .post('/api/person/erase', async context => {
      const denied = access.check(context)
      if (denied) return deniedJson(denied)
      const person = await readPerson(context.req.raw)
      if (!person) return wrongPerson()
      return jsonResponse({ erased: await store.erase(person, now()) }, 200, privateHeaders)
    })
    .get('/report/data', context => {
      const denied = access.check(context)
      return denied ? signInPage(denied) : pageResponse(dataPage({ problem: null }), 200)
    })
    .post('/report/person', async context => {
      const denied = access.check(context)
      if (denied) return signInPage(denied)
      const person = await readPerson(context.req.raw)
      if (!person) return noPersonPage()
      const found = await store.records({ person, limit: mostCounted + 1 })
      const waiting = await store.waitingFor(person)
      const counted = { found: found.length, most: mostCounted, waiting: waiting.length }
      return pageResponse(personPage({ ...person, ...counted }), 200)
    })
    .post('/report/person/erase', async context => {
      const denied = access.check(context)
      if (denied) return signInPage(denied)
      const person = await readPerson(context.req.raw)
      if (!person) return noPersonPage()
      return pageResponse(erasedPage({ erased: await store.erase(person, now()) }), 200)
    })
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

/** `by` and `value`, as JSON or as a form; null where they don't say whom. */
async function readPerson(request: Request): Promise<Person | null> {
  const bytes = await readAtMost(request, longestForm)
  if (typeof bytes === 'string') return null
  const text = new TextDecoder().decode(bytes)
  const isJson = request.headers.get('content-type')?.startsWith('application/json') ?? false
  const fields = isJson ? parseFields(text) : Object.fromEntries(new URLSearchParams(text))
  const { by, value } = fields
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

function wrongChoice(field: keyof typeof choices, found: string): Response {
  const allowed = choices[field].join(' or ')
  return jsonResponse(
    { error: `${field} must be ${allowed}.`, field, found: found.slice(0, 60), allowed },
    400,
    privateHeaders,
  )
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
