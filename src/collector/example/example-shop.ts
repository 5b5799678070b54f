import { type Category, categoryOf } from '../../figures/category.ts'
import type { ResponseRecord, State } from '../../protocol/response.ts'
import type { Note } from '../store/notes.ts'
import type { ReceivedResponse } from '../store/store.ts'
import { createDice, type Dice } from './dice.ts'

const day = 86_400_000

/** Two years, up to the last midnight. */
export const exampleDays = 730

/** This many days ago the shop changed how returns work, and buyers did not like it. */
export const fallDaysAgo = 60

/** Shares of promoters and detractors. */
interface Mood {
  promoters: number
  detractors: number
}

interface ExampleSurvey {
  survey: string
  kind: ResponseRecord['kind']
  trigger: string
  source: ResponseRecord['trigger']['source']
  path: string
  question: string
  askedADay: number
  mood(daysAgo: number, team: string): Mood
}

const teams = ['north', 'south', 'evening'] as const

const surveys: readonly ExampleSurvey[] = [
  {
    survey: 'checkout',
    kind: 'transactional',
    trigger: 'checkout',
    source: 'ga4',
    path: '/thank-you',
    question: 'After your purchase: how likely is it that you would recommend us to a friend or colleague?',
    askedADay: 8,
    mood: daysAgo =>
      daysAgo <= fallDaysAgo ? { promoters: 0.38, detractors: 0.33 } : { promoters: 0.56, detractors: 0.18 },
  },
  {
    survey: 'support',
    kind: 'transactional',
    trigger: 'support',
    source: 'zendesk',
    path: '/help',
    question: 'After your contact with us: how likely is it that you would recommend us?',
    askedADay: 6,
    mood: (_, team) =>
      team === 'south' ? { promoters: 0.28, detractors: 0.45 } : { promoters: 0.52, detractors: 0.2 },
  },
  {
    survey: 'relationship',
    kind: 'relationship',
    trigger: 'visit',
    source: 'visit',
    path: '/',
    question: 'How likely is it that you would recommend us to a friend or colleague?',
    askedADay: 4,
    mood: () => ({ promoters: 0.46, detractors: 0.22 }),
  },
]

const reasons: Readonly<Record<string, Readonly<Record<Category, readonly [string, ...string[]]>>>> = {
  checkout: {
    promoter: [
      'Fast delivery',
      'Easy to order and well packed',
      'Great prices for beans',
      'The advice on grinders was spot on',
    ],
    passive: ['Good, but shipping is dear', 'Fine so far', 'The range could be wider'],
    detractor: ['The parcel came late', 'Late parcel again, and nobody told me', 'The cup was broken'],
  },
  returns: {
    promoter: ['Fast delivery', 'Easy to order'],
    passive: ['Why do I pay for returns now?', 'Good beans, but the new returns are a nuisance'],
    detractor: ['The new returns policy is unfair', 'I had to pay for a return', 'The return took weeks'],
  },
  support: {
    promoter: ['Answered within minutes', 'Friendly and patient', 'Solved at the first try'],
    passive: ['It took two messages', 'Okay in the end'],
    detractor: ['Nobody called back', 'I had to explain it three times', 'Still not solved'],
  },
  relationship: {
    promoter: ['I have been a customer for years', 'Lovely people and good coffee'],
    passive: ['One of several good shops', 'I compare prices first'],
    detractor: ['Too many newsletters', 'Prices went up'],
  },
}

/** The team's notes: the fall, its goals, and figures to compare with. */
export const exampleNotes = (now: number): Note[] => [
  {
    note: 'event',
    site: 'main',
    survey: 'checkout',
    day: new Date(now - fallDaysAgo * day).toISOString().slice(0, 10),
    name: 'New returns policy',
  },
  {
    note: 'goal',
    site: 'main',
    survey: 'checkout',
    kind: 'transactional',
    segment: null,
    value: null,
    goal: 40,
  },
  {
    note: 'goal',
    site: 'main',
    survey: 'support',
    kind: 'transactional',
    segment: null,
    value: null,
    goal: 20,
  },
  {
    note: 'goal',
    site: 'main',
    survey: 'support',
    kind: 'transactional',
    segment: 'team',
    value: 'south',
    goal: 10,
  },
  {
    note: 'line',
    ...{ site: 'main', survey: 'checkout', name: 'Before the new shop', value: 25 },
    source: 'Our own survey by e-mail, three years ago',
  },
]

/** The team's names for its surveys. */
export const exampleNames = [
  { survey: 'checkout', name: 'After a purchase' },
  { survey: 'support', name: 'After a support contact' },
  { survey: 'relationship', name: 'The shop as a whole' },
] as const

/** The answers that a shop for coffee machines received in two years: always the same, except for the dates. */
export function exampleResponses(now: number): ReceivedResponse[] {
  const dice = createDice(20_260_501)
  const midnight = Math.floor(now / day) * day
  const all: ReceivedResponse[] = []
  for (let daysAgo = exampleDays; daysAgo >= 1; daysAgo -= 1) {
    for (const survey of surveys) {
      for (let count = 0; count < survey.askedADay; count += 1) {
        // A message arrives the moment it is sent.
        const at = midnight - daysAgo * day + Math.floor(dice.roll() * (day - 1))
        all.push(responseAt(survey, daysAgo, at, all.length, dice))
      }
    }
  }
  return all
}

function responseAt(
  survey: ExampleSurvey,
  daysAgo: number,
  at: number,
  number: number,
  dice: Dice,
): ReceivedResponse {
  const team = dice.pick(teams)
  const state = stateOf(dice.roll())
  const hasScore = state === 'answered' || state === 'scored'
  const score = hasScore ? scoreOf(survey.mood(daysAgo, team), dice) : null
  const isAboutReturns = survey.survey === 'checkout' && daysAgo <= fallDaysAgo
  const words = reasons[isAboutReturns ? 'returns' : survey.survey]
  const reason = score !== null && state === 'answered' && words && dice.roll() < 0.5
  const instant = (before: number) => new Date(at - before).toISOString()
  const record: ResponseRecord = {
    schema: 1,
    id: idOf(number),
    revision: 3,
    site: 'main',
    state,
    endedBy: state === 'answered' ? 'sent' : state === 'asked' ? 'left' : 'closed',
    test: false,
    survey: survey.survey,
    kind: survey.kind,
    question: survey.question,
    reasonQuestion: null,
    locale: dice.pick(['en', 'en', 'sv', 'de']),
    scaleOrder: 'ascending',
    trigger: {
      name: survey.trigger,
      ref:
        survey.kind === 'relationship'
          ? null
          : `${survey.trigger === 'support' ? 'T' : 'A'}-${10_000 + number}`,
      source: survey.source,
      at: instant(20_000),
      ...(survey.trigger === 'checkout'
        ? { value: Math.round(900 + 30_000 * dice.roll() ** 2) / 100, currency: 'EUR' }
        : {}),
      properties:
        survey.trigger === 'support' ? { team } : { product: dice.pick(['beans', 'grinder', 'machine']) },
    },
    score,
    reason: reason && score !== null && words ? dice.pick(words[categoryOf(score)]) : null,
    answers: {},
    page: {
      url: `https://shop.example${survey.path}`,
      referrer: null,
      loadMs: 300 + Math.floor(2500 * dice.roll() ** 2),
      secondsOnPage: 5 + Math.floor(60 * dice.roll()),
      pagesViewed: null,
    },
    device: dice.pick(['mobile', 'mobile', 'desktop']),
    // Now and then somebody closes it without reading.
    askedAt: instant(state === 'dismissed' && number % 12 === 0 ? 400 : 18_000),
    scoredAt: hasScore ? instant(9_000) : null,
    endedAt: instant(0),
    sentAt: instant(0),
    client: 'howlikely/example',
    ...notAskedOf(survey, number),
    ...(state === 'answered' ? contactOf(survey, number, at) : {}),
  }
  return { record, json: JSON.stringify(record), receivedAt: at }
}

/** Why earlier triggers led to no asking, for visitors who had been asked before. */
function notAskedOf({ survey }: ExampleSurvey, number: number): Pick<ResponseRecord, 'notAsked'> {
  const dice = createDice(number)
  if (dice.roll() < 0.6) return {}
  const waits = survey === 'relationship' ? 9 : 3
  const notAsked: Record<string, number> = {
    [dice.pick(['wait-after-answer', 'wait-after-answer', 'wait-after-dismissal', 'wait-between'])]:
      1 + Math.floor(waits * dice.roll()),
  }
  const rare = dice.roll()
  if (rare < 0.2) notAsked.where = 1 + Math.floor(3 * dice.roll())
  else if (rare < 0.3) notAsked.moment = 1
  else if (rare < 0.36) notAsked.session = 1
  else if (rare < 0.4) notAsked.ref = 1
  return { notAsked }
}

/** Most allow contact; for some regulars it is known when they were last contacted. */
function contactOf(
  { kind }: ExampleSurvey,
  number: number,
  at: number,
): Pick<ResponseRecord, 'contact' | 'respondent'> {
  const dice = createDice(number + 1_000_000)
  const isAllowed = dice.roll() < 0.7
  const lastContactAt = new Date(at - Math.floor(300 * dice.roll()) * day).toISOString().slice(0, 10)
  return {
    contact: {
      allowed: isAllowed,
      email: isAllowed ? `customer-${number}@example.org` : null,
    },
    ...(kind === 'relationship' && {
      respondent: { id: `c-${number}`, signature: null, since: null, traits: { lastContactAt } },
    }),
  }
}

/** Of ten people asked, about five answer. */
function stateOf(roll: number): State {
  if (roll < 0.5) return 'answered'
  if (roll < 0.54) return 'scored'
  return roll < 0.8 ? 'dismissed' : 'asked'
}

function scoreOf({ promoters, detractors }: Mood, dice: Dice): number {
  const roll = dice.roll()
  if (roll < promoters) return dice.pick([9, 10, 10])
  return roll < promoters + detractors ? dice.pick([0, 2, 3, 4, 5, 6, 6]) : dice.pick([7, 8, 8])
}

const idOf = (number: number) => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
