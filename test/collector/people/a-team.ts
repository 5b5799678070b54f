import { expect } from 'vitest'
import type { CollectorOptions } from '../../../src/collector/app.ts'
import type { PasswordCost } from '../../../src/collector/people/password.ts'
import { LinkAnswer, MeAnswer, MembersAnswer } from '../../../src/report/api/people.ts'
import type { Role } from '../../../src/report/api/roles.ts'
import { testCollector, token } from '../test-collector.ts'

/** Weak parameters: they prove nothing about scrypt, but take no time. */
export const cheap: PasswordCost = { N: 2, r: 1, p: 1 }

export const password = 'correct horse battery'

/** Sends a request to the collector as the given person. */
export type Ask = (path: string, body?: unknown, method?: string) => Promise<Response>

/** A collector, and the ways into it. */
export async function testTeam(options: Partial<CollectorOptions> = {}) {
  const tested = await testCollector({ passwordCost: cheap, ...options })
  const { collector } = tested
  const fetch = (request: Request, client?: string) => collector.fetch(request, client)

  const askWith =
    (headers: Record<string, string>): Ask =>
    (path, body, method = body === undefined ? 'GET' : 'POST') =>
      fetch(
        new Request(`http://collector${path}`, {
          method,
          headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      )
  /** A person with the operator's token. */
  const operator = askWith({ authorization: `Bearer ${token}` })
  const withCookie = (cookie: string): Ask => askWith({ cookie, origin: 'http://collector' })

  const post = (path: string, fields: Record<string, string>, client?: string) =>
    fetch(
      new Request(`http://collector${path}`, { method: 'POST', body: new URLSearchParams(fields) }),
      client,
    )

  /** The path of a link by which somebody may join. */
  const invited = async (role: Role, by: Ask = operator): Promise<string> => {
    const answer = await by('/api/members', { role })
    expect(answer.status).toBe(200)
    return LinkAnswer.parse(await answer.json()).path
  }
  const join = (path: string, name: string, chosen = password) =>
    post('/join', { code: codeOf(path), name, password: chosen })
  const signIn = (name: string, typed = password, client?: string) =>
    post('/login', { name, password: typed }, client)

  return {
    ...tested,
    fetch,
    operator,
    withCookie,
    post,
    invited,
    join,
    signIn,
    /** Somebody new, signed in: how they ask, and their cookie. */
    async joined(name: string, role: Role) {
      const answer = await join(await invited(role), name)
      expect(answer.status).toBe(303)
      const cookie = cookieOf(answer)
      return { cookie, ask: withCookie(cookie), id: await idOf(withCookie(cookie)) }
    },
    async team(): Promise<MembersAnswer> {
      return MembersAnswer.parse(await (await operator('/api/members')).json())
    },
  }
}

export const codeOf = (path: string): string =>
  new URL(path, 'http://collector').searchParams.get('code') ?? ''

/** The part of an answer's cookie that a browser would send back. */
export const cookieOf = (answer: Response): string =>
  (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''

export const meOf = async (ask: Ask): Promise<MeAnswer> => MeAnswer.parse(await (await ask('/api/me')).json())

const idOf = async (ask: Ask) => (await meOf(ask)).id
