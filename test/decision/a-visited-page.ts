import type { Environment, Shelf } from '../../src/browser/environment.ts'
import { createConductor } from '../../src/decision/conductor.ts'
import { createBeyond } from '../../src/decision/create-beyond.ts'
import type { Desk } from '../../src/decision/decision-part.ts'
import { createMore } from '../../src/decision/more.ts'
import { judge } from '../../src/eligibility/judge.ts'
import type { Check } from '../../src/explain/explain-part.ts'
import type { Explanation, Findings } from '../../src/explain/explanation.ts'
import type { Problem } from '../../src/options/settings.ts'
import type { TriggerSource } from '../../src/protocol/response.ts'
import type { Asking, Pending } from '../../src/showing/asking-part.ts'
import { rememberAsked } from '../../src/showing/remember.ts'
import { noon } from '../eligibility/situations.ts'
import { aShelf } from './a-page.ts'

/** What the collector was asked. */
export interface Question {
  address: string
  body: unknown
}

export interface About {
  options?: Record<string, unknown>
  local?: Shelf
  at?: number
  /** The page's query, with its question mark. */
  query?: string
  identify?: unknown
  consent?: boolean
  gpc?: boolean
  /** The collector's answer; undefined: it never answers. */
  collector?: (question: Question) => { status?: number; text: string } | undefined
}

const never = () => Promise.reject(new Error('not here'))

/** A page with the conductor awake and the part for what lies beyond this browser, of a visitor who remembers in `local`. */
export function aVisitedPage(about: About = {}) {
  const { local = aShelf(), at = noon, query = '', gpc = false, collector } = about
  const questions: Question[] = []
  const asked: string[] = []
  const pending: Pending[] = []
  const opened: Pending[] = []
  const problems: Problem[] = []
  const session = aShelf()
  let address = query
  const environment: Environment = {
    now: () => at,
    random: () => 0.5,
    local,
    session,
    page: () => ({
      url: `https://shop.example/${address}`,
      path: '/',
      locale: 'en',
      referrer: null,
      device: 'desktop',
      automation: false,
      gpc,
    }),
    say: () => {},
  }
  const said: Record<string, unknown> = { identify: about.identify, consent: about.consent }
  const desk: Desk = {
    builtAt: 0,
    layers: [{}, { endpoint: '/nps/responses', ...about.options }],
    said,
    asked: new URLSearchParams(query),
    seen: null,
    countVisits: () => {},
    handlers: [['problem', problem => void problems.push(problem as Problem)]],
    load: never,
    check: async () =>
      ({
        problems: () => [],
        tell: () => {},
        note: () => {},
        // The verdicts alone are looked at.
        explain: (findings: Findings) => ({ surveys: judge(findings.situation) }) as unknown as Explanation,
      }) as unknown as Check, // Nothing else is asked of it here.
  }
  const world = {
    async fetch(url: string, { body, signal }: RequestInit) {
      const question = { address: url, body: JSON.parse(`${body}`) }
      questions.push(question)
      const answer = collector?.(question)
      if (answer) return new Response(answer.text, { status: answer.status ?? 200 })
      return new Promise<Response>((_, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('too late'))),
      )
    },
    query: () => address,
    replaceQuery: (next: string) => {
      address = next
    },
  }
  const conductor = createConductor(environment, desk, {
    asking: async () => it =>
      ({
        wait(one: Pending) {
          rememberAsked(it, one.survey, one.trigger)
          asked.push(one.survey)
          pending.push(one)
        },
        open: (one: Pending) => void opened.push(one),
        pickUp: async () => {},
        forget: () => {},
      }) as unknown as Asking, // Nothing else is asked of it here.
    more: async () => createMore(async () => it => createBeyond(it, world)),
  })
  const settled = () => new Promise(resolve => setTimeout(resolve, 5))

  return {
    local,
    session,
    questions,
    asked,
    pending,
    opened,
    problems,
    said,
    conductor,
    settled,
    address: () => address,
    /** Something happens; resolves once the conductor has made up its mind. */
    async happens(name: string, details: object = {}, source: TriggerSource = 'command') {
      conductor.trigger({ name, details, source, at })
      await settled()
    },
    /** Whether a survey's rules pass, by name. */
    async verdicts(survey = 'checkout'): Promise<Record<string, { pass: boolean; found: unknown }>> {
      const { surveys } = (await conductor.explain()) as Explanation
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
