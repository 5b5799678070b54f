import { mayAsk, mayAskAtAnotherMoment } from '../eligibility/choose-survey.ts'
import type { SurveySettings } from '../options/settings.ts'
import type { Asking, AskingContext, WaitingTrigger } from './asking.ts'
import { currentSituation } from './current-situation.ts'
import { emit } from './emit.ts'
import { countNotAsked, takeNotAsked } from './not-asked.ts'
import { rememberQuietTime } from './remember-quiet-time.ts'
import { type DecisionState, keyOf, respondentOf } from './state.ts'

/** The survey of a waiting trigger, if every rule lets it ask now. */
export function stillEligible(
  state: DecisionState,
  { survey: id, trigger }: Pick<WaitingTrigger, 'trigger' | 'survey'>,
  about: { opened: boolean; openElsewhere?: boolean },
): SurveySettings | undefined {
  if (state.isOver) return undefined
  // Only just before a survey is shown is it known whether another is open elsewhere: then the moment counts as well.
  const judge = about.openElsewhere === undefined ? mayAskAtAnotherMoment : mayAsk
  return state.settings.surveys.find(
    survey => survey.id === id && judge(survey, { ...currentSituation(state, trigger), ...about }),
  )
}

const askingContextOf = (state: DecisionState): AskingContext => ({
  browser: state.browser,
  page: state.page,
  settings: () => state.settings,
  layers: () => state.layers,
  situation: trigger => currentSituation(state, trigger),
  key: name => keyOf(state, name),
  memory: () => state.memory,
  respondent: () => respondentOf(state),
  stillEligible: (waiting, about) => stillEligible(state, waiting, about),
  countNotAsked: ({ trigger, survey }, about) => countNotAsked(state, trigger, about, survey),
  takeNotAsked: () => takeNotAsked(state),
  emit(event, record) {
    emit(state, event, record)
    rememberQuietTime(state)
  },
})

/** Loads, once, the part that shows surveys and delivers answers; undefined if it cannot be loaded. */
function wakeAsking(state: DecisionState): Promise<Asking | undefined> {
  state.asking ??= state.parts
    .asking()
    .then(create => create(askingContextOf(state)))
    .catch(() => {
      state.asking = undefined
      return undefined
    })
  return state.asking
}

/** Does something with the part that shows surveys, loading it first if needed. */
export async function tellAsking(state: DecisionState, action: (asking: Asking) => unknown): Promise<void> {
  const asking = await wakeAsking(state)
  if (asking) await action(asking)
}
