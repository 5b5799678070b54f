import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { answersIn } from '../core/score.ts'
import { figuresOf, type SurveyFigures, type SurveyKey } from '../report/figures.ts'
import { loginPage } from '../report/login-page.ts'
import type { Reason, ReasonCursor } from '../report/reason.ts'
import { reasonsPage } from '../report/reasons-page.ts'
import { reportData } from '../report/report-data.ts'
import { reportPage } from '../report/report-page.ts'
import type { SurveyReport } from '../report/survey-section.ts'
import { surveyQuery } from '../report/wording.ts'
import { type Operator, sessionLength } from './operator.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'
import { readAtMost } from './read-at-most.ts'
import type { Store } from './store/store.ts'

interface Setting {
  store: Store
  operator: Operator
  styles: string
  /** Milliseconds since 1970. */
  now: () => number
}

/** Anyone may send responses of any survey's name; the page stays one that can be read. */
const mostSurveys = 50
const reasonsOnReport = 20
const reasonsOnPage = 100

/** Bytes; a token is far shorter. */
const longestForm = 4096

/** With a hyphen, since the widget's cookies are `howlikely_` and any site's name. */
const cookie = 'howlikely-operator'

/** The report, and the door to it. */
export function reportRoutes({ store, operator, styles, now }: Setting): Hono {
  const isOperator = (context: Context): boolean => {
    const bearer = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
    if (bearer !== undefined) return operator.isToken(bearer.trim())
    return operator.isSession(getCookie(context, cookie) ?? '', now())
  }

  const surveys = async (): Promise<{ surveys: SurveyReport[]; leftOut: number }> => {
    const all = figuresOf(await store.tally())
    const shown = mostAnswered(all, mostSurveys)
    const reports = shown.map(async figures => ({
      figures,
      ...(await reasonsOf(store, figures, reasonsOnReport)),
    }))
    return { surveys: await Promise.all(reports), leftOut: all.length - shown.length }
  }

  return new Hono()
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
    .post('/login', async context => {
      const form = await readAtMost(context.req.raw, longestForm)
      if (typeof form === 'string') return signIn({ wrongToken: true })
      const token = new URLSearchParams(new TextDecoder().decode(form)).get('token') ?? ''
      if (!operator.isToken(token.trim())) return signIn({ wrongToken: true })
      setCookie(context, cookie, operator.startSession(now()), {
        ...cookieRules(context),
        maxAge: sessionLength,
      })
      return context.redirect('/report', 303)
    })
    .post('/logout', context => {
      deleteCookie(context, cookie, cookieRules(context))
      return context.redirect('/report', 303)
    })
    .get('/report', async context => {
      if (!isOperator(context)) return signIn({ wrongToken: false })
      const countUnconfirmed = context.req.query('unconfirmed') === 'counted'
      return pageResponse(reportPage({ ...(await surveys()), countUnconfirmed, now: now() }), 200)
    })
    .get('/report/reasons', async context => {
      if (!isOperator(context)) return signIn({ wrongToken: false })
      const survey = surveyOf(context)
      const after = cursorOf(context.req.query('after') ?? '')
      return pageResponse(
        reasonsPage({ ...survey, ...(await reasonsOf(store, survey, reasonsOnPage, after)) }),
        200,
      )
    })
    .get('/api/report', async context => {
      if (!isOperator(context)) {
        const error = 'The report needs the operator’s token: Authorization: Bearer <token>.'
        return jsonResponse({ error }, 401, { ...privateHeaders, 'www-authenticate': 'Bearer' })
      }
      return jsonResponse(reportData({ ...(await surveys()), now: now() }), 200, privateHeaders)
    })
}

function signIn({ wrongToken }: { wrongToken: boolean }): Response {
  return pageResponse(loginPage({ wrongToken }), 401, { 'www-authenticate': 'Bearer' })
}

function cookieRules(context: Context) {
  const outside = context.req.header('x-forwarded-proto') ?? context.req.url
  const isSecure = outside.startsWith('https')
  return { path: '/', httpOnly: true, sameSite: 'Strict', secure: isSecure } as const
}

function mostAnswered(all: readonly SurveyFigures[], limit: number): SurveyFigures[] {
  const byAnswers = [...all].sort((one, other) => answersIn(other.answered) - answersIn(one.answered))
  const shown = new Set(byAnswers.slice(0, limit))
  return all.filter(figures => shown.has(figures))
}

async function reasonsOf(
  store: Store,
  { site, survey, kind }: SurveyKey,
  limit: number,
  after?: ReasonCursor,
): Promise<{ reasons: Reason[]; olderReasons: string | null }> {
  // One more than is shown tells whether there are older ones.
  const found = await store.reasons({ site, survey, kind, limit: limit + 1, ...(after && { after }) })
  const reasons = found.slice(0, limit)
  const last = found.length > limit ? reasons.at(-1) : undefined
  const olderReasons =
    last && `/report/reasons?${surveyQuery({ site, survey, kind })}&after=${last.at}.${last.id}`
  return { reasons, olderReasons: olderReasons ?? null }
}

function surveyOf({ req }: Context): SurveyKey {
  return {
    site: req.query('site') ?? '',
    survey: req.query('survey') ?? '',
    kind: req.query('kind') === 'relationship' ? 'relationship' : 'transactional',
  }
}

/** `<milliseconds>.<id>`; undefined where it is none, and then the list begins at the newest. */
function cursorOf(text: string): ReasonCursor | undefined {
  const [, at, id] = /^(-?\d{1,16})\.([0-9a-f-]{36})$/.exec(text) ?? []
  return at === undefined || id === undefined ? undefined : { at: Number(at), id }
}
