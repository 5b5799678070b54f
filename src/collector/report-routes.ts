import { type Context, Hono } from 'hono'
import { answersIn } from '../figures/score.ts'
import { changesOf, startsCompared } from '../report/change.ts'
import { figuresOf, type SurveyFigures, type SurveyKey } from '../report/figures.ts'
import type { Reason, ReasonCursor } from '../report/reason.ts'
import { reasonsPage } from '../report/reasons-page.ts'
import { reportData } from '../report/report-data.ts'
import { reportPage } from '../report/report-page.ts'
import type { SurveyReport } from '../report/survey-section.ts'
import { surveyQuery } from '../report/wording.ts'
import { deniedJson, signInPage } from './denied-responses.ts'
import type { OperatorAccess, Visit } from './operator-access.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'
import { readAtMost } from './read-at-most.ts'
import type { Store } from './store/store.ts'

interface Setting {
  store: Store
  access: OperatorAccess
  styles: string
  /** Milliseconds since 1970. */
  now: () => number
}

/** Which answers are counted. */
interface Which {
  onlyVerified: boolean
}

/** The page stays one that can be read. */
const mostSurveys = 50
const reasonsOnReport = 20
const reasonsOnPage = 100

/** Bytes; a token is far shorter. */
const longestForm = 4096

/** The report, and signing in to it. */
export function reportRoutes({ store, access, styles, now }: Setting): Hono<Visit> {
  const surveys = async (
    which: Which,
  ): Promise<{ surveys: SurveyReport[]; leftOut: number; undeclared: number }> => {
    const { undeclared } = await store.surveys()
    const rows = await store.tally(startsCompared(now()))
    const all = figuresOf(rows, which)
    const changeOf = changesOf(rows, which)
    const shown = mostAnswered(all, mostSurveys)
    const reports = shown.map(async figures => ({
      figures,
      change: changeOf(figures),
      ...(await reasonsOf(store, { ...figures, ...which }, reasonsOnReport)),
    }))
    return {
      surveys: await Promise.all(reports),
      leftOut: all.length - shown.length,
      undeclared: undeclared.responses,
    }
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
    .post('/login', async context => {
      const form = await readAtMost(context.req.raw, longestForm)
      const token = typeof form === 'string' ? '' : (new URLSearchParams(decode(form)).get('token') ?? '')
      const denied = access.signIn(context, token)
      return denied ? signInPage(denied, denied.error) : context.redirect('/report', 303)
    })
    .post('/logout', context => {
      const denied = access.signOut(context)
      return denied ? signInPage(denied, denied.error) : context.redirect('/report', 303)
    })
    .get('/report', async context => {
      const denied = access.check(context)
      if (denied) return signInPage(denied)
      const countUnconfirmed = context.req.query('unconfirmed') === 'counted'
      const which = whichOf(context)
      const page = reportPage({ ...(await surveys(which)), ...which, countUnconfirmed, now: now() })
      return pageResponse(page, 200)
    })
    .get('/report/reasons', async context => {
      const denied = access.check(context)
      if (denied) return signInPage(denied)
      const survey = { ...surveyOf(context), ...whichOf(context) }
      const after = cursorOf(context.req.query('after') ?? '')
      return pageResponse(
        reasonsPage({ ...survey, ...(await reasonsOf(store, survey, reasonsOnPage, after)) }),
        200,
      )
    })
    .get('/api/report', async context => {
      const denied = access.check(context)
      if (denied) return deniedJson(denied)
      return jsonResponse(
        reportData({ ...(await surveys(whichOf(context))), now: now() }),
        200,
        privateHeaders,
      )
    })
}

function mostAnswered(surveys: readonly SurveyFigures[], limit: number): SurveyFigures[] {
  const byAnswers = [...surveys].sort(
    (first, second) => answersIn(second.answered) - answersIn(first.answered),
  )
  const shown = new Set(byAnswers.slice(0, limit))
  return surveys.filter(figures => shown.has(figures))
}

async function reasonsOf(
  store: Store,
  { site, survey, kind, onlyVerified }: SurveyKey & Which,
  limit: number,
  after?: ReasonCursor,
): Promise<{ reasons: Reason[]; olderReasons: string | null }> {
  // One more than is shown tells whether there are older ones.
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
function whichOf({ req }: Context): Which {
  return { onlyVerified: req.query('verified') === 'only' }
}

function surveyOf({ req }: Context): SurveyKey {
  return {
    site: req.query('site') ?? '',
    survey: req.query('survey') ?? '',
    kind: req.query('kind') === 'relationship' ? 'relationship' : 'transactional',
  }
}

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** `<milliseconds>.<id>`; undefined where it is none, and then the list begins at the newest. */
function cursorOf(text: string): ReasonCursor | undefined {
  const [, at, id] = /^(-?\d{1,16})\.([0-9a-f-]{36})$/.exec(text) ?? []
  return at === undefined || id === undefined ? undefined : { at: Number(at), id }
}
