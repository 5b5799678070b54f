import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { answersIn } from '../figures/score.ts'
import { complain } from '../protocol/complaint.ts'
import { longestPassword } from '../report/api/people.ts'
import type { GivenName } from '../report/api/surveys.ts'
import { changesOf, startsCompared } from '../report/change.ts'
import { dataPage } from '../report/data-page.ts'
import { figuresOf, type SurveyFigures, type SurveyKey } from '../report/figures.ts'
import { loginPage } from '../report/login-page.ts'
import { plainPage } from '../report/plain-page.ts'
import type { Reason, ReasonCursor } from '../report/reason.ts'
import { reasonsPage } from '../report/reasons-page.ts'
import { reportData } from '../report/report-data.ts'
import { reportPage } from '../report/report-page.ts'
import type { SurveyReport } from '../report/survey-section.ts'
import { surveyQuery } from '../report/wording.ts'
import { languageOf } from '../report/words/language-of.ts'
import type { Access, Visit } from './access.ts'
import { mayDo } from './actor.ts'
import { deniedJson, reportAddress, signInPage, wanted } from './denied-responses.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'
import { readAtMost } from './read-at-most.ts'
import { parseJson } from './read-json.ts'
import { readQuery, siteName, surveyName } from './read-query.ts'
import type { Store } from './store/store.ts'
import { typedIn } from './typed-again.ts'

interface Setting {
  store: Store
  access: Access
  styles: string
  /** Milliseconds since 1970. */
  now: () => number
}

/** Which answers are counted. */
interface Which {
  onlyVerified: boolean
}

/** Keeps the page readable. */
const mostSurveys = 50
const reasonsOnReport = 20
const reasonsOnPage = 100

/** Bytes; a token is far shorter. */
const longestForm = 4096

/** `<milliseconds>.<id>` of the last reason on a page: the next page begins after it. */
const cursor = /^(-?\d{1,16})\.([0-9a-f-]{36})$/

const verified = z.optional(z.literal('only'))
const VerifiedQuery = z.strictObject({ verified })
const ReportQuery = z.strictObject({ verified, unconfirmed: z.optional(z.literal('counted')) })
const ReasonsQuery = z.strictObject({
  site: siteName,
  survey: surveyName,
  kind: z.optional(z.enum(['transactional', 'relationship'])),
  verified,
  after: z.optional(z.string().check(z.regex(cursor, 'what the link to older reasons has'))),
})
/** What the application sends to sign in again if a session ends while somebody is working. */
const TypedToken = z.strictObject({ token: z.string().check(z.maxLength(1000)) })
const TypedName = z.strictObject({
  name: z.string().check(z.maxLength(200)),
  password: z.string().check(z.maxLength(longestPassword)),
})
const LoginQuery = z.strictObject({ code: z.optional(z.string()) })

/** The report, and signing in to it. */
export function reportRoutes({ store, access, styles, now }: Setting): Hono<Visit> {
  const surveys = async (
    which: Which,
  ): Promise<{ surveys: SurveyReport[]; leftOut: number; undeclared: number }> => {
    const { undeclared } = await store.surveys()
    const names = await store.names()
    const rows = await store.tally(startsCompared(now()))
    const all = figuresOf(rows, which)
    const changeOf = changesOf(rows, which)
    const shown = mostAnswered(all, mostSurveys)
    const reports = shown.map(async figures => ({
      figures,
      name: nameIn(names, figures.site, figures.survey),
      siteName: nameIn(names, figures.site, null),
      change: changeOf(figures),
      ...(await reasonsOf(store, { ...figures, ...which }, reasonsOnReport)),
    }))
    return {
      surveys: await Promise.all(reports),
      leftOut: all.length - shown.length,
      undeclared: undeclared.responses,
    }
  }

  const signInByJson = async (context: Context<Visit>) => {
    const read = await parseJson(context.req.raw, z.union([TypedToken, TypedName]), longestForm)
    if (!read.ok) {
      // None of it is repeated, because it contains a token or a password.
      const complaint = complain(null, null, '{ "name", "password" } or { "token" }, each a text')
      return jsonResponse(complaint, 400, privateHeaders)
    }
    const denied = await access.signIn(context, read.value)
    return denied ? deniedJson(denied) : context.json({ ok: true }, 200, privateHeaders)
  }

  return new Hono<Visit>()
    .get(
      '/report.css',
      () =>
        new Response(styles, {
          headers: {
            ...privateHeaders,
            'content-type': 'text/css; charset=utf-8',
            'cache-control': 'no-cache',
          },
        }),
    )
    .get('/', context => context.redirect('./report', 302))
    .get('/login', async context => {
      const query = readQuery(context, LoginQuery, 'page')
      if (!query.ok) return query.response
      const { code } = query.value
      const language = context.req.header('accept-language')
      if (code === undefined)
        return pageResponse(loginPage({ problem: null, to: '/report', language: languageOf(language) }), 200)
      const denied = await access.signInOnce(context, code)
      if (denied) return signInPage(denied, { to: '/report', problem: denied.error, language })
      // After a redirect from another site's page, the browser would not send the new cookie.
      const text =
        'You are signed in in this browser. The link has done its work, and opens nothing any more.'
      const page = pageResponse(plainPage({ title: 'Signed in', text }), 200, { refresh: '0; url=/report' })
      return context.newResponse(page.body, 200, Object.fromEntries(page.headers))
    })
    .post('/login', async context => {
      if (isJson(context.req.raw)) return signInByJson(context)
      const form = await readAtMost(context.req.raw, longestForm)
      const fields = new URLSearchParams(typeof form === 'string' ? '' : decode(form))
      const to = reportAddress(fields.get('to'))
      const typed = typedIn(fields)
      const name = fields.get('name') ?? undefined
      const denied = await access.signIn(
        context,
        name === undefined
          ? { token: fields.get('token') ?? '' }
          : { name, password: fields.get('password') ?? '' },
      )
      if (!denied) return Object.keys(typed).length > 0 ? goOn(context, typed) : context.redirect(to, 303)
      const language = context.req.header('accept-language')
      return signInPage(denied, {
        ...{ to, problem: denied.error, typed, language },
        ...(name !== undefined && { name }),
      })
    })
    .post('/logout', async context => {
      const denied = await access.signOut(context)
      return denied
        ? signInPage(denied, { to: '/report', problem: denied.error })
        : context.redirect('/report', 303)
    })
    .get('/report', async context => {
      const admission = await access.admit(context, 'view')
      if (!admission.ok) return signInPage(admission.denied, wanted(context))
      const query = readQuery(context, ReportQuery, 'page')
      if (!query.ok) return query.response
      const countUnconfirmed = query.value.unconfirmed === 'counted'
      const which = whichOf(query.value)
      const mayManage = mayDo(admission.actor.role, 'manage')
      const page = reportPage({
        ...{ ...(await surveys(which)), ...which, countUnconfirmed, mayManage, now: now() },
      })
      return pageResponse(page, 200)
    })
    .get('/report/reasons', async context => {
      const admission = await access.admit(context, 'view')
      if (!admission.ok) return signInPage(admission.denied, wanted(context))
      const query = readQuery(context, ReasonsQuery, 'page')
      if (!query.ok) return query.response
      const { site, survey: id, kind = 'transactional', after } = query.value
      const survey = { site, survey: id, kind, ...whichOf(query.value) }
      const older = await reasonsOf(store, survey, reasonsOnPage, after ? cursorOf(after) : undefined)
      const name = nameIn(await store.names(), site, id)
      return pageResponse(reasonsPage({ ...survey, name, ...older }), 200)
    })
    .get('/api/report', async context => {
      const admission = await access.admit(context, 'view')
      if (!admission.ok) return deniedJson(admission.denied)
      const query = readQuery(context, VerifiedQuery, 'json')
      if (!query.ok) return query.response
      return jsonResponse(
        reportData({ ...(await surveys(whichOf(query.value))), now: now() }),
        200,
        privateHeaders,
      )
    })
}

/** Continues with the form that somebody had filled in when their session had ended. */
function goOn(context: Context<Visit>, typed: Readonly<Record<string, string>>): Response {
  const page = pageResponse(dataPage({ problem: null, typed }), 200)
  return context.newResponse(page.body, 200, Object.fromEntries(page.headers))
}

const isJson = (request: Request): boolean =>
  request.headers.get('content-type')?.startsWith('application/json') ?? false

function mostAnswered(surveys: readonly SurveyFigures[], limit: number): SurveyFigures[] {
  const byAnswers = [...surveys].sort(
    (first, second) => answersIn(second.answered) - answersIn(first.answered),
  )
  const shown = new Set(byAnswers.slice(0, limit))
  return surveys.filter(figures => shown.has(figures))
}

const nameIn = (names: readonly GivenName[], site: string, survey: string | null) =>
  names.find(given => given.site === site && given.survey === survey)?.name

async function reasonsOf(
  store: Store,
  { site, survey, kind, onlyVerified }: SurveyKey & Which,
  limit: number,
  after?: ReasonCursor,
): Promise<{ reasons: Reason[]; olderReasons: string | null }> {
  // One more than is shown, to know whether there are older ones.
  const query = { site, survey, kind, onlyVerified, limit: limit + 1 }
  const found = await store.reasons({ ...query, ...(after && { after }) })
  const reasons = found.slice(0, limit)
  const last = found.length > limit ? reasons.at(-1) : undefined
  const olderReasons =
    last &&
    `/report/reasons?${surveyQuery({ site, survey, kind })}${onlyVerified ? '&verified=only' : ''}&after=${last.at}.${last.id}`
  return { reasons, olderReasons: olderReasons ?? null }
}

/** `?verified=only` leaves out what the site has not vouched for. */
const whichOf = ({ verified }: { verified?: 'only' | undefined }): Which => ({
  onlyVerified: verified === 'only',
})

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** Undefined if it is no cursor; the query's schema has refused that already. */
function cursorOf(text: string): ReasonCursor | undefined {
  const [, at, id] = cursor.exec(text) ?? []
  return at === undefined || id === undefined ? undefined : { at: Number(at), id }
}
