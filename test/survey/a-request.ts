import type { Settings, SurveySettings } from '../../src/options/settings.ts'
import type { Draft, SurveyEvents, SurveyRequest } from '../../src/survey/survey-request.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** A survey for which a site has set only its id and trigger. */
export const plainSurvey: SurveySettings = {
  id: 'checkout',
  triggers: ['checkout'],
  kind: 'transactional',
  stoppedBy: [],
  product: null,
  question: null,
  low: null,
  high: null,
  reason: null,
  scaleOrder: 'ascending',
  extra: null,
  contact: 'detractors',
  thanks: {},
  placement: 'bottom-end',
  offset: 16,
  theme: 'light',
  accent: null,
  surface: null,
  text: null,
  radius: null,
  font: null,
  dark: null,
  waitAfterAnswer: 90 * day,
  waitAfterDismissal: 30 * day,
  waitAfterIgnored: 30 * day,
  sample: 1,
  samplePeriod: 'quarter',
  minAge: 0,
  minVisits: 0,
  minPages: 0,
  from: null,
  until: null,
  hours: null,
  where: null,
  delay: 2000,
  after: 0,
  carryOver: 30 * minute,
  cancelOn: [],
  wait: null,
}

const plainSettings: SurveyRequest['settings'] = {
  company: 'Fjord & Fern',
  privacy: { url: null, note: null },
  unsent: 'score',
  texts: {},
}

/** Everything that a card reported to its owner, in order. */
export interface Told {
  scores: [score: number, reasonQuestion: string][]
  drafts: Draft[]
  sent: Draft[]
  ended: ('closed' | 'opted out')[]
}

export interface Wish {
  survey?: Partial<SurveySettings>
  settings?: Partial<Pick<Settings, 'company' | 'privacy' | 'unsent' | 'texts'>>
  request?: Partial<Omit<SurveyRequest, 'survey' | 'settings' | 'events'>>
  /** The outcome of each answer that is sent. */
  send?: SurveyEvents['send']
}

/** A request for a card, and a record of what the card reports. */
export function aRequest(wish: Wish = {}): { request: SurveyRequest; told: Told } {
  const told: Told = { scores: [], drafts: [], sent: [], ended: [] }
  const request: SurveyRequest = {
    survey: { ...plainSurvey, ...wish.survey },
    settings: { ...plainSettings, ...wish.settings },
    words: null,
    locale: 'en',
    trigger: { name: 'checkout', properties: {} },
    id: '0199c0de-0000-7000-8000-000000000001',
    draft: null,
    identified: false,
    takeFocus: false,
    inline: null,
    later: () => () => {},
    events: {
      scoreChosen: (score, reasonQuestion) => told.scores.push([score, reasonQuestion]),
      draftChanged: draft => told.drafts.push(draft),
      async send(draft) {
        told.sent.push(draft)
        return wish.send ? wish.send(draft) : 'kept'
      },
      closed: () => told.ended.push('closed'),
      optedOut: () => told.ended.push('opted out'),
    },
    ...wish.request,
  }
  return { request, told }
}
