import { type Context, Hono } from 'hono'
import { OutgoingParameters } from '../report/api/alerts.ts'
import { AuditParameters } from '../report/api/audit.ts'
import { EventsParameters } from '../report/api/events.ts'
import type { FiguresAnswer } from '../report/api/figures-answer.ts'
import {
  AnswersParameters,
  ExportParameters,
  FiguresParameters,
  SelectionParameters,
  selectionOf,
} from '../report/api/figures-query.ts'
import { FollowUpParameters } from '../report/api/follow-up.ts'
import { GoalsParameters } from '../report/api/goals.ts'
import { NotAskedParameters } from '../report/api/not-asked.ts'
import { wrongAddress } from '../report/api/page-address.ts'
import { ValuesParameters } from '../report/api/values.ts'
import { callsOf, isTeamView, isView, neededFor } from '../report/api/view-calls.ts'
import { appPage } from '../report/app-page.ts'
import { plainPage } from '../report/plain-page.ts'
import { type Access, notForRole, type Visit } from './access.ts'
import { type Actor, mayDo, type Role } from './actor.ts'
import { answerDestinations, answerOutgoing, answerRules } from './answer-alerts.ts'
import { answerEvents } from './answer-events.ts'
import { answerAnswers, answerFigures } from './answer-figures.ts'
import { answerFollowUps, answerTakenUp } from './answer-follow-ups.ts'
import { answerNotAsked } from './answer-not-asked.ts'
import { answerSurveys } from './answer-surveys.ts'
import { answerTagFigures } from './answer-tag-figures.ts'
import { answerValues } from './answer-values.ts'
import { type BrowserFiles, fileResponse } from './browser-files.ts'
import { deniedJson, signInPage, wanted } from './denied-responses.ts'
import { exportAnswers, exportedFile } from './export-answers.ts'
import { followUpRoutes } from './follow-up-routes.ts'
import { appHeaders, jsonResponse, pageResponse, privateHeaders } from './page-response.ts'
import { answerAudit, answerMe, answerMembers } from './people/answer-people.ts'
import { noQuery, parseQuery, type QuerySchema, readQuery } from './read-query.ts'
import { audited } from './store/audit.ts'
import type { Store } from './store/store.ts'
import { tagRoutes } from './tag-routes.ts'

interface Setting {
  store: Store
  /** The store of a made-up shop, opened when somebody wants to look at it. */
  exampleStore: (() => Promise<Store>) | null
  access: Access
  /** The files that Vite has built of the report's application. */
  reportFiles: BrowserFiles | null
  /** Milliseconds since 1970. */
  now: () => number
}

interface Answered {
  status: 200 | 400
  body: unknown
}

const ways = [
  { pages: '/report/app', api: '/api', isExample: false },
  { pages: '/report/example', api: '/api/example', isExample: true },
] as const

/** The report's application and the API that it draws from; and both again for the example. */
export function appRoutes({ store, exampleStore, access, reportFiles, now }: Setting): Hono<Visit> {
  const app = new Hono<Visit>()

  const open = async (isExample: boolean) => (isExample ? ((await exampleStore?.()) ?? null) : store)

  const answer = async (isExample: boolean, call: string, who: Who): Promise<Answered | null> => {
    const [name = '', query = ''] = call.split('?')
    const from = await open(isExample)
    const parameters = new URLSearchParams(query)
    const ofTeam = peopleCalls[name]
    // Permissions and members are the team's own, even on the example's pages.
    if (ofTeam)
      return mayDo(who.actor.role, ofTeam.needed) ? ofTeam.answer(store, parameters, now(), who) : null
    return (from && (await calls[name]?.(from, parameters, now(), who))) ?? null
  }

  const page = async (context: Context<Visit>, isExample: boolean) => {
    const admission = await access.admit(context, 'view')
    if (!admission.ok) return signInPage(admission.denied, wanted(context))
    const built = await builtFiles(reportFiles)
    if (!built) return pageResponse(plainPage(notBuilt), 503)
    const view = context.req.param('view') ?? 'overview'
    if (!isView(view) || (isExample && isTeamView(view))) return context.notFound()
    if (isTeamView(view) && !mayDo(admission.actor.role, neededFor(view)))
      return signInPage(notForRole(admission.actor, neededFor(view)), wanted(context))
    const { searchParams } = new URL(context.req.url)
    // For a malformed address, the page says what is wrong and draws nothing else.
    if (wrongAddress(searchParams))
      return pageResponse(appPage({ ...built, first: {}, isExample }), 400, appHeaders)
    const first: Record<string, unknown> = {}
    const { main, me, ...others } = callsOf(view, searchParams)
    // The team's own views have no charts.
    for (const call of new Set([main, me, ...(isTeamView(view) ? [] : Object.values(others))])) {
      const { status, body } = (await answer(isExample, call, admission)) ?? { status: 404, body: null }
      if (status === 200) first[call] = body
    }
    return pageResponse(appPage({ ...built, first, isExample }), 200, appHeaders)
  }

  for (const { pages, api, isExample } of ways) {
    app.get(pages, context => page(context, isExample))
    app.get(`${pages}/:view`, context => page(context, isExample))
    app.get(`${api}/answers/export`, async context => {
      const admission = await access.admit(context, 'view')
      if (!admission.ok) return deniedJson(admission.denied)
      const from = await open(isExample)
      if (!from) return context.notFound()
      const query = readQuery(context, ExportParameters, 'json')
      if (!query.ok) return query.response
      const { name, type } = exportedFile(query.value)
      await from.people.audit(audited(admission.actor, 'answers-exported', '', now()))
      return new Response(exportAnswers(from, query.value, now()), {
        headers: {
          ...privateHeaders,
          'content-type': type,
          'content-disposition': `attachment; filename="${name}"`,
        },
      })
    })
    app.route('/', tagRoutes({ api, open: () => open(isExample), access, now }))
    app.route('/', followUpRoutes({ api, open: () => open(isExample), access, now }))
    for (const name of Object.keys(calls)) {
      app.get(`${api}/${name}`, async context => {
        const admission = await access.admit(context, 'view')
        if (!admission.ok) return deniedJson(admission.denied)
        const found = await answer(isExample, `${name}${new URL(context.req.url).search}`, admission)
        return found ? jsonResponse(found.body, found.status, privateHeaders) : context.notFound()
      })
    }
  }
  return app.get('/report/files/:file', async context => {
    const path = context.req.param('file')
    const file = await reportFiles?.(path)
    if (!file || path === 'manifest.json') return context.notFound()
    const response = fileResponse(context.req.raw, path, file)
    response.headers.delete('access-control-allow-origin')
    response.headers.set('cross-origin-resource-policy', 'same-origin')
    response.headers.set('cache-control', 'public, max-age=31536000, immutable')
    if (path.endsWith('.css')) response.headers.set('content-type', 'text/css; charset=utf-8')
    return response
  })
}

const notBuilt = {
  title: 'Not built',
  text: 'This part of the report is not built. Run "npm run build" in the folder of howlikely.',
}

/** The person or machine asking. */
interface Who {
  actor: Actor
  session: string | null
}

type Call = (store: Store, parameters: URLSearchParams, now: number, who: Who) => Promise<Answered>

const call =
  <Query>(
    schema: QuerySchema<Query>,
    act: (store: Store, query: Query, now: number, who: Who) => Promise<unknown>,
  ): Call =>
  async (store, parameters, now, who) => {
    const parsed = parseQuery(parameters, schema)
    return parsed.ok
      ? { status: 200, body: await act(store, parsed.value, now, who) }
      : { status: 400, body: parsed.complaint }
  }

/** What the figures don't include yet; nothing, if the store counts as it stores. */
async function uncountedNow(store: Pick<Store, 'rollupLag'>): Promise<Pick<FiguresAnswer, 'uncounted'>> {
  const { responses, since } = await store.rollupLag()
  return since === null ? {} : { uncounted: { responses, since } }
}

/** The API's calls, by the last part of their paths. */
const calls: Readonly<Record<string, Call>> = {
  figures: call(FiguresParameters, async (store, query, now) => ({
    ...(await answerFigures(store, query, now)),
    ...(await uncountedNow(store)),
  })),
  answers: call(AnswersParameters, answerAnswers),
  events: call(EventsParameters, answerEvents),
  values: call(ValuesParameters, answerValues),
  alerts: call(noQuery, answerRules),
  destinations: call(noQuery, answerDestinations),
  outgoing: call(OutgoingParameters, answerOutgoing),
  'follow-up': call(FollowUpParameters, (store, query, now, { actor }) =>
    answerFollowUps(store, query, now, actor),
  ),
  'follow-up-figures': call(SelectionParameters, answerTakenUp),
  goals: call(GoalsParameters, async store => ({ goals: (await store.notes()).goals })),
  lines: call(GoalsParameters, async store => ({ lines: (await store.notes()).lines })),
  tags: call(noQuery, async store => ({ tags: await store.tags() })),
  names: call(noQuery, async store => ({ names: await store.names() })),
  surveys: call(noQuery, answerSurveys),
  'not-asked': call(NotAskedParameters, answerNotAsked),
  words: call(SelectionParameters, async (store, query, now) => {
    const answer = await store.words(selectionOf(query, now))
    return { ...answer, isCut: answer.isCut || !(await store.areTextsReady()) }
  }),
  'tag-figures': call(SelectionParameters, answerTagFigures),
}

/** The same for the team itself, with the role that each needs; people/people-routes.ts serves them under their own paths. */
const peopleCalls: Readonly<Record<string, { needed: Role; answer: Call }>> = {
  me: { needed: 'view', answer: call(noQuery, (store, _, now, who) => answerMe(store.people, who, now)) },
  members: { needed: 'manage', answer: call(noQuery, (store, _, now) => answerMembers(store.people, now)) },
  audit: {
    needed: 'manage',
    answer: call(AuditParameters, (store, query) => answerAudit(store.people, query)),
  },
}

/** The names that Vite gave to the built files; they change with the contents. */
async function builtFiles(files: BrowserFiles | null): Promise<{ script: string; styles: string[] } | null> {
  const manifest = await files?.('manifest.json')
  if (!manifest) return null
  const built: unknown = JSON.parse(new TextDecoder().decode(manifest.plain))
  if (typeof built !== 'object' || built === null) return null
  const entry: unknown = Object.values(built).find(chunk => chunk.isEntry)
  if (typeof entry !== 'object' || entry === null || !('file' in entry)) return null
  const styles = 'css' in entry && Array.isArray(entry.css) ? entry.css : []
  return {
    script: `/report/files/${String(entry.file)}`,
    styles: styles.map(file => `/report/files/${String(file)}`),
  }
}
