import type { Person } from '../../src/collector/store/person.ts'
import type { ReceivedResponse } from '../../src/collector/store/store.ts'
import type { Device, ResponseRecord, State, TriggerSource } from '../../src/protocol/response.ts'
import { createDice, type Dice } from './dice.ts'
import { reasonFor } from './reasons.ts'

/** An event at a collector: messages in the order of their instants, and now and then a request to erase somebody. */
export type Happening =
  | { kind: 'message'; message: ReceivedResponse }
  | { kind: 'erase'; person: Person; at: number }

interface Wanted {
  /** How many responses; some are sent twice, and some are later erased. */
  responses: number
  seed: number
  /** When the last one is received, in milliseconds since 1970. */
  until: number
  /** How many days earlier the first one is received. @default 730 */
  days?: number
}

interface SurveyOfShop {
  survey: string
  site: string
  kind: ResponseRecord['kind']
  trigger: string
  sources: readonly (readonly [TriggerSource, number])[]
  /** Whether each has an order or a ticket. */
  hasRef: boolean
  path: string
  question: string
  /** The mean of its scores, before yearly and seasonal changes. */
  mean: number
}

const day = 86_400_000

const surveys: readonly (readonly [SurveyOfShop, number])[] = [
  [
    {
      survey: 'checkout',
      site: 'main',
      kind: 'transactional',
      trigger: 'checkout',
      sources: [
        ['ga4', 7],
        ['woocommerce', 2],
        ['tag', 1],
      ],
      hasRef: true,
      path: '/checkout/thank-you',
      question: 'After your purchase: how likely is it that you would recommend us to a friend or colleague?',
      mean: 8.3,
    },
    45,
  ],
  [
    {
      survey: 'delivery',
      site: 'main',
      kind: 'transactional',
      trigger: 'checkout',
      sources: [['ga4', 1]],
      hasRef: true,
      path: '/orders',
      question: 'Now that your parcel is there: how likely is it that you would recommend us?',
      mean: 8,
    },
    20,
  ],
  [
    {
      survey: 'support',
      site: 'main',
      kind: 'transactional',
      trigger: 'support',
      sources: [
        ['zendesk', 5],
        ['link', 3],
        ['collector', 1],
      ],
      hasRef: true,
      path: '/help/contact',
      question: 'After your contact with us: how likely is it that you would recommend us?',
      mean: 7.4,
    },
    18,
  ],
  [
    {
      survey: 'relationship',
      site: 'main',
      kind: 'relationship',
      trigger: 'visit',
      sources: [['visit', 1]],
      hasRef: false,
      path: '/',
      question: 'How likely is it that you would recommend us to a friend or colleague?',
      mean: 7.7,
    },
    12,
  ],
  [
    {
      survey: 'checkout',
      site: 'outlet',
      kind: 'transactional',
      trigger: 'checkout',
      sources: [['thank-you', 1]],
      hasRef: true,
      path: '/thanks',
      question: 'How likely is it that you would recommend our outlet?',
      mean: 7,
    },
    5,
  ],
]

const locales = [
  ['en', 45],
  ['en-GB', 12],
  ['de', 18],
  ['sv', 9],
  ['fr', 7],
  ['nl', 5],
  ['es', 3],
  ['pt-BR', 1],
] as const

const devices: readonly (readonly [Device, number])[] = [
  ['mobile', 58],
  ['desktop', 36],
  ['tablet', 6],
]

const products = ['espresso machine', 'grinder', 'kettle', 'beans', 'filters', 'cups', 'descaler', 'scale']
const teams = ['north', 'south', 'evening']
const agents = ['Ada', 'Bo', 'Cy', 'Dee', 'Eli', 'Fay', 'Gus', 'Ida']
const plans = [
  ['free', 70],
  ['plus', 22],
  ['pro', 8],
] as const

const states: readonly (readonly [State, number])[] = [
  ['answered', 78],
  ['scored', 8],
  ['dismissed', 12],
  ['asked', 2],
]

/** Shares of: known customers, signed ones among them, test messages, orders answered twice, revised and erased responses. */
const shares = { known: 0.35, signed: 0.6, test: 0.004, again: 0.02, revised: 0.05, erased: 0.0002 }

/** Two years of a shop that sells coffee machines; the same seed always gives the same events. */
export function* shopHistory({ responses, seed, until, days = 730 }: Wanted): Generator<Happening> {
  const dice = createDice(seed)
  const step = (days * day) / responses
  let order = 100_000

  for (let number = 0; number < responses; number += 1) {
    const receivedAt = Math.floor(until - (responses - 1 - number) * step)
    const survey = dice.weigh(surveys)
    if (!dice.chance(shares.again)) order += 1
    const record = recordOf({ survey, dice, receivedAt, order, year: (until - receivedAt) / (365 * day) })
    const isSigned = dice.chance(shares.signed)
    const vouched = {
      trigger: isSigned && survey.hasRef && dice.chance(0.4),
      respondent: isSigned && record.respondent != null,
    }
    if (record.state === 'answered' && dice.chance(shares.revised)) {
      const earlier: ResponseRecord = {
        ...record,
        revision: 2,
        state: 'scored',
        endedBy: null,
        endedAt: null,
      }
      yield messageOf({ ...earlier, reason: null, answers: {} }, receivedAt, vouched)
    }
    yield messageOf(record, receivedAt, vouched)
    if (record.respondent && dice.chance(shares.erased)) {
      yield { kind: 'erase', person: { by: 'respondent', value: record.respondent.id }, at: receivedAt }
    }
  }
}

function messageOf(
  record: ResponseRecord,
  receivedAt: number,
  vouched: ReceivedResponse['vouched'],
): Happening {
  const message = { record, json: JSON.stringify(record), receivedAt }
  return { kind: 'message', message: vouched ? { ...message, vouched } : message }
}

interface Asking {
  survey: SurveyOfShop
  dice: Dice
  receivedAt: number
  order: number
  /** Years before the end. */
  year: number
}

function recordOf({ survey, dice, receivedAt, order, year }: Asking): ResponseRecord {
  const state = dice.weigh(states)
  const hasScore = state === 'answered' || state === 'scored'
  const score = hasScore ? scoreFrom(survey.mean + trend(receivedAt, year), dice) : null
  const locale = dice.weigh(locales)
  const endedAt = receivedAt - Math.floor(dice.roll() * 400)
  const scoredAt = endedAt - 1500 - Math.floor(dice.roll() * 40_000)
  const askedAt = scoredAt - 1200 - Math.floor(dice.roll() * 15_000)
  const customer = 1 + Math.floor(dice.roll() * dice.roll() * 900_000)
  const isKnown = dice.chance(shares.known)

  return {
    schema: 1,
    id: uuidAt(receivedAt, dice),
    revision: 3,
    site: survey.site,
    state,
    endedBy: endings[state],
    test: dice.chance(shares.test),
    survey: survey.survey,
    kind: survey.kind,
    question: survey.question,
    reasonQuestion: score === null ? null : reasonQuestionFor(score),
    locale,
    scaleOrder: 'ascending',
    trigger: {
      name: survey.trigger,
      ref: survey.hasRef ? `${survey.trigger === 'support' ? 'T' : 'A'}-${order}` : null,
      source: dice.chance(0.01) ? 'show' : dice.weigh(survey.sources),
      at: instant(askedAt - 2000),
      ...(survey.trigger === 'checkout'
        ? { value: Math.round(900 + dice.roll() * 60_000) / 100, currency: 'EUR' }
        : {}),
      properties: propertiesOf(survey, dice),
    },
    score,
    reason: state === 'answered' && score !== null && dice.chance(0.45) ? reasonFor(score, dice) : null,
    answers:
      state === 'answered' && dice.chance(0.3) ? { why_us: [dice.pick(['price', 'range', 'speed'])] } : {},
    ...(isKnown
      ? { respondent: { id: `u_${customer}`, since: '2024-05-01', traits: traitsOf(customer, dice) } }
      : {}),
    page: {
      url: `https://${survey.site === 'main' ? 'shop' : survey.site}.example${survey.path}`,
      referrer: dice.chance(0.5) ? 'https://shop.example' : null,
      loadMs: 300 + Math.floor(dice.roll() * 2500),
      secondsOnPage: 3 + Math.floor(dice.roll() * 90),
      pagesViewed: 1 + Math.floor(dice.roll() * 12),
    },
    device: dice.weigh(devices),
    askedAt: instant(askedAt),
    scoredAt: hasScore ? instant(scoredAt) : null,
    endedAt: state === 'answered' || state === 'dismissed' ? instant(endedAt) : null,
    sentAt: instant(receivedAt),
    client: 'howlikely/0.1.0',
  }
}

const endings = { answered: 'sent', dismissed: 'closed', scored: 'left', asked: 'left' } as const

const instant = (at: number) => new Date(at).toISOString()

/** Scores improve over the years, and drop around Christmas, when parcels are late. */
function trend(at: number, yearsAgo: number): number {
  const date = new Date(at)
  const isChristmas = date.getUTCMonth() === 11 && date.getUTCDate() > 8
  return 0.25 - 0.2 * yearsAgo - (isChristmas ? 0.9 : 0)
}

/** Most scores are near the mean, which is far above the middle; a few are furious. */
function scoreFrom(mean: number, dice: Dice): number {
  if (dice.chance(0.06)) return Math.floor(dice.roll() * 4)
  const spread = (dice.roll() + dice.roll() + dice.roll() - 1.5) * 4
  return Math.max(0, Math.min(10, Math.round(mean + 0.4 + spread)))
}

function reasonQuestionFor(score: number): string {
  if (score >= 9) return 'What do you like most?'
  return score >= 7 ? 'What would make it a 9 or 10?' : 'What went wrong?'
}

function propertiesOf({ trigger }: SurveyOfShop, dice: Dice): Record<string, string | number> {
  if (trigger === 'support') return { team: dice.pick(teams), agent: dice.pick(agents) }
  return trigger === 'checkout'
    ? { product: dice.pick(products), items: 1 + Math.floor(dice.roll() * 5) }
    : {}
}

function traitsOf(customer: number, dice: Dice): Record<string, string | number> {
  return { plan: dice.weigh(plans), orders: 1 + (customer % 30) }
}

/** A UUIDv7: ordered by time, like the widget's own. */
function uuidAt(at: number, dice: Dice): string {
  const hex = (length: number) =>
    Math.floor(dice.roll() * 16 ** length)
      .toString(16)
      .padStart(length, '0')
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${dice.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(6)}${hex(6)}`
}
