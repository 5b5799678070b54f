import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { longestPassword, memberName, newPassword, shortestPassword } from '../../report/api/people.ts'
import { joinPage, linkPage, usedLinkPage } from '../../report/join-page.ts'
import { languageOf, peopleWords } from '../../report/words/language-of.ts'
import type { Access, Visit } from '../access.ts'
import { signInPage } from '../denied-responses.ts'
import { pageResponse } from '../page-response.ts'
import { readAtMost } from '../read-at-most.ts'
import { readQuery } from '../read-query.ts'
import { audited } from '../store/audit.ts'
import type { OpenLink } from '../store/members.ts'
import type { PeopleStore } from '../store/people-store.ts'
import { linkId } from './secrets.ts'

interface Setting {
  people: PeopleStore
  access: Access
  /** Milliseconds since 1970. */
  now: () => number
}

/** Bytes that the longest name and password take as a form encodes them. */
const longestForm = 8192

const JoinQuery = z.strictObject({ code: z.optional(z.string()) })

const noPassword = { field: 'password' as const }

/**
 * Serves the links that work once: somebody invited becomes a member, and a member with a link is signed in. Opening the
 * page doesn't use the link up, because link previews open it, too; submitting its form does.
 */
export function joinRoutes({ people, access, now }: Setting): Hono<Visit> {
  const languageIn = (context: Context) => languageOf(context.req.header('accept-language'))

  const refused = (context: Context<Visit>) => {
    const { status, retryAfter } = access.refuse(context, 'This link does not work.')
    const headers: Record<string, string> =
      retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
    return pageResponse(usedLinkPage(languageIn(context)), status, headers)
  }

  const form = (
    context: Context<Visit>,
    link: OpenLink,
    code: string,
    tried: { name?: string; problem?: { field: 'name' | 'password'; text: string } } = {},
  ) => {
    const language = languageIn(context)
    const problem = tried.problem ?? null
    const page = link.member
      ? linkPage({ code, name: link.member.name, problem, language })
      : joinPage({ code, role: link.role, name: tried.name ?? '', problem, language })
    return pageResponse(page, problem ? 422 : 200)
  }

  const busy = (context: Context<Visit>) => {
    const error = 'Too many people are signing in just now. Open the link again in a moment.'
    const language = context.req.header('accept-language')
    return signInPage({ status: 503, error, retryAfter: 5 }, { to: '/report', problem: error, language })
  }

  return new Hono<Visit>()
    .get('/join', async context => {
      const query = readQuery(context, JoinQuery, 'page')
      if (!query.ok) return query.response
      const { code = '' } = query.value
      const link = await people.linkOf(linkId(code), now())
      return link ? form(context, link, code) : refused(context)
    })
    .post('/join', async context => {
      const foreign = access.ownPage(context)
      if (foreign) return signInPage(foreign, { to: '/report', problem: foreign.error })
      const body = await readAtMost(context.req.raw, longestForm)
      const fields = new URLSearchParams(typeof body === 'string' ? '' : new TextDecoder().decode(body))
      const field = (name: string) => fields.get(name) ?? ''
      const [code, name, password] = [field('code'), field('name'), field('password')]
      const link = await people.linkOf(linkId(code), now())
      if (!link) return refused(context)

      const say = peopleWords(languageIn(context))
      const again = (problem: { field: 'name' | 'password'; text: string }) =>
        form(context, link, code, { name, problem })
      const nameProblem = (text: string) => again({ field: 'name', text })
      if (!link.member && !memberName.safeParse(name).success) return nameProblem(say.nameWrong)
      // A member signing in with a link may keep their password.
      const isKept = link.member !== null && password === ''
      if (!isKept && !newPassword.safeParse(password).success)
        return again({ ...noPassword, text: say.passwordWrong(shortestPassword, longestPassword) })
      const hash = isKept ? null : await access.hash(context, password)
      if (hash === null && !isKept) return busy(context)

      const member = link.member
        ? await followed(link.member, link.id, hash)
        : await joined(link.id, name, hash ?? '')
      if (member === 'used') return refused(context)
      if (member === 'taken') return nameProblem(say.nameTaken)
      if (member === 'full') return nameProblem(say.teamFull)
      await access.begin(context, member, 'link')
      return context.redirect('/report/app', 303)
    })

  async function followed(of: { id: string; name: string }, link: string, password: string | null) {
    const at = now()
    const entries = password === null ? [] : [audited(of, 'password-changed', of.name, at)]
    return (await people.followLink({ link, password, now: at }, entries)) ?? 'used'
  }

  async function joined(link: string, name: string, password: string) {
    const [id, at] = [randomUUID(), now()]
    const made = await people.join(
      { link, id, name, password, now: at },
      audited({ id, name: name.trim() }, 'joined', name.trim(), at),
    )
    return typeof made === 'string' ? made : { id, name: name.trim() }
  }
}
