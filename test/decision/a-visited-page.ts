import type { StorageArea } from '../../src/browser/browser.ts'
import type { Asking, WaitingTrigger } from '../../src/decision/asking.ts'
import { createAskCollector } from '../../src/decision/collector/ask-collector.ts'
import { createDecision } from '../../src/decision/create-decision.ts'
import { createEmailLink } from '../../src/decision/email-link/email-link.ts'
import type { Explainer, Explanation, Findings } from '../../src/decision/explainer.ts'
import { judge } from '../../src/eligibility/judge.ts'
import { allHappened, tellingTrigger } from '../../src/explain/happened.ts'
import type { Problem } from '../../src/options/settings.ts'
import type { TriggerSource } from '../../src/protocol/response.ts'
import { aBrowserInMemory, aPageOf } from '../doubles/browser.ts'
import { aClock } from '../doubles/clock.ts'
import { aPageContext, notHere } from '../doubles/page-context.ts'
import { aStorageArea } from '../doubles/storage-area.ts'
import { noon } from '../eligibility/situations.ts'
import { remember } from './a-page.ts'

/** The questions that the collector was asked. */
export interface Question {
  address: string
  body: unknown
}

export interface About {
  options?: Record<string, unknown>
  local?: StorageArea
  at?: number
  /** The page's query, with its question mark. */
  query?: string
  identify?: unknown
  consent?: boolean
  gpc?: boolean
  /** The collector's answer; undefined: it never answers. */
  collector?: (question: Question) => { status?: number; text: string } | undefined
}

/** A page with the decision awake and the parts for collector and e-mail link, of a visitor who remembers in `local`. */
export function aVisitedPage(about: About = {}) {
  const { local = aStorageArea(), at = noon, query = '', gpc = false, collector } = about
  const questions: Question[] = []
  const asked: string[] = []
  const waiting: WaitingTrigger[] = []
  const opened: WaitingTrigger[] = []
  const problems: Problem[] = []
  let address = query
  const browser = aBrowserInMemory({
    clock: aClock(at),
    local,
    page: () => aPageOf({ url: `https://shop.example/${address}`, path: '/', gpc }),
    async fetch(url, { body, signal }) {
      const question = { address: url, body: JSON.parse(`${body}`) }
      questions.push(question)
      const answer = collector?.(question)
      if (answer) return new Response(answer.text, { status: answer.status ?? 200 })
      return new Promise<Response>((_, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('too late'))),
      )
    },
    replaceQuery(next) {
      address = next
    },
  })
  const statements: Record<string, unknown> = { identify: about.identify, consent: about.consent }
  const page = aPageContext(
    { endpoint: '/nps/responses', ...about.options },
    {
      browser,
      statements,
      query: new URLSearchParams(query),
      handlers: new Set([
        { event: 'problem', handler: (problem: unknown) => void problems.push(problem as Problem) },
      ]),
    },
  )
  const explainer = {
    problems: () => [],
    reportProblems: () => {},
    noteDecision: () => {},
    // The verdicts alone are looked at.
    explain({ situation, triggerLog, lastJudged }: Findings) {
      const all = allHappened(triggerLog, lastJudged ? [lastJudged] : [])
      const trigger = tellingTrigger(all, situation.settings.surveys)
      return { surveys: judge({ ...situation, trigger }) } as unknown as Explanation
    },
  } as unknown as Explainer // Nothing else is asked of it here.
  const decision = createDecision({
    page,
    browser,
    parts: {
      asking: async () => context =>
        ({
          wait(one: WaitingTrigger) {
            remember(context, one)
            asked.push(one.survey)
            waiting.push(one)
          },
          open: (one: WaitingTrigger) => void opened.push(one),
          resume: async () => {},
          forget: () => {},
        }) as unknown as Asking, // Nothing else is asked of it here.
      explainer: async () => explainer,
      configFile: notHere,
      cookies: notHere,
      consentTools: notHere,
      respondents: async () => ({ createAskCollector, createEmailLink }),
    },
  })
  const settled = () => new Promise(resolve => setTimeout(resolve, 5))

  return {
    local,
    session: browser.session,
    questions,
    asked,
    waiting,
    opened,
    problems,
    statements,
    decision,
    settled,
    address: () => address,
    /** Something happens; resolves once the decision is made. */
    async happens(name: string, details: object = {}, source: TriggerSource = 'command') {
      decision.trigger({ name, details, source, at })
      await settled()
    },
    /** Whether a survey's rules pass, by name. */
    async verdicts(survey = 'checkout'): Promise<Record<string, { pass: boolean; found: unknown }>> {
      const { surveys } = (await decision.run('explain')) as Explanation
      const rules = surveys.find(({ id }) => id === survey)?.rules ?? []
      return Object.fromEntries(rules.map(({ rule, pass, found }) => [rule, { pass, found }]))
    },
  }
}

/** A signature that has the form; whether it holds only a collector knows. */
export const signature = `v1.99999999999.${'a'.repeat(43)}`

export const customer = { id: 'u_1', signature }

/** The collector's answer. */
export const says = (changes: object = {}) => ({
  text: JSON.stringify({ now: noon, optOutUntil: null, askings: [], waiting: [], ...changes }),
})
