import type { Settings, SurveySettings } from '../options/settings.ts'
import type { Draft } from '../survey/survey-request.ts'

/** Every state in which a visitor may see the card, in order. */
export const stateNames = [
  'asked',
  'promoter',
  'passive',
  'detractor',
  'extra',
  'contact',
  'sending',
  'lost',
  'thanksPromoter',
  'thanksPassive',
  'thanksDetractor',
] as const

export type StateName = (typeof stateNames)[number]

/** How to bring the card into a state. */
export interface CardState {
  /** What has been filled in already; null before anything is. */
  draft: Draft | null
  /** What happens to the answer when Send is pressed; 'waits' never ends. */
  outcome: 'kept' | 'lost' | 'waits'
  /** Whether Send has been pressed already. */
  isSent: boolean
}

/** Why a survey never gets into a state. */
export type Lack = 'no-extra' | 'no-contact' | 'no-privacy' | 'known'

const promoter = 10
const passive = 8
const detractor = 3

const scores: Readonly<Record<StateName, number | null>> = {
  asked: null,
  promoter,
  passive,
  detractor,
  extra: promoter,
  contact: detractor,
  sending: promoter,
  lost: promoter,
  thanksPromoter: promoter,
  thanksPassive: passive,
  thanksDetractor: detractor,
}

const noContact = { allowed: false, email: '' }

function extraAnswer({ extra }: SurveySettings): Draft['answers'] {
  if (!extra) return {}
  const first = extra.choices.slice(0, 1).map(({ id }) => id)
  return { [extra.id]: extra.type === 'ease' ? 6 : first }
}

export function cardState(name: StateName, survey: SurveySettings): CardState {
  const score = scores[name]
  const draft = score === null ? null : { score, reason: '', answers: {}, contact: noContact }
  const isSent = name === 'sending' || name === 'lost' || name.startsWith('thanks')
  const outcome = name === 'sending' ? 'waits' : name === 'lost' ? 'lost' : 'kept'
  const more = {
    ...(name === 'extra' && { answers: extraAnswer(survey) }),
    ...(name === 'contact' && { contact: { allowed: true, email: '' } }),
  }
  return { draft: draft && { ...draft, ...more }, outcome, isSent }
}

/**
 * Why this survey never gets into that state, or null if it does.
 * @param isKnown whether the site has said who the visitor is
 */
export function lackOf(
  name: StateName,
  survey: SurveySettings,
  { privacy }: Pick<Settings, 'privacy'>,
  isKnown: boolean,
): Lack | null {
  if (name === 'extra' && !survey.extra) return 'no-extra'
  if (name !== 'contact') return null
  if (survey.contact === 'off') return 'no-contact'
  if (!privacy.url) return 'no-privacy'
  return isKnown ? 'known' : null
}
