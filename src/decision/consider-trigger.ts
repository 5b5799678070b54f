import { chooseSurvey } from '../eligibility/choose-survey.ts'
import type { Trigger } from '../protocol/trigger.ts'
import { stillEligible, tellAsking } from './ask.ts'
import { currentSituation, hasConsent } from './current-situation.ts'
import { latestTrigger } from './latest-trigger.ts'
import { countNotAsked, uncountNotAsked } from './not-asked.ts'
import { rememberQuietTime } from './remember-quiet-time.ts'
import type { DecisionState } from './state.ts'
import { tellExplainer } from './tell-explainer.ts'

/** How many triggers that led to nothing are kept; the latest ones are. */
const maxRejected = 10

/** Asks the collector first, if the site wants that; if that part cannot be loaded, the collector counts as silent. */
async function consultCollector(state: DecisionState, trigger: Trigger): Promise<void> {
  if (state.settings.askCollector === 'never' || trigger.source === 'collector') return
  try {
    state.askCollector ??= (await state.parts.respondents()).createAskCollector()
    for (const left of await state.askCollector(state, trigger, stillEligible))
      await considerTrigger(state, left)
  } catch {
    state.collector = 'silent'
  }
}

/** Draws the sample's seed before the rules need it. */
function drawSample({ settings, memory, browser }: DecisionState): void {
  if (settings.surveys.some(({ sample }) => sample < 1)) memory.ensureSampleSeed(browser.random())
}

/** Decides whether a trigger leads to a survey; if so, hands it to the part that shows surveys. */
export async function considerTrigger(state: DecisionState, reported: Trigger): Promise<void> {
  const { settings, browser } = state
  if (settings.askCollector !== 'never') await consultCollector(state, reported)
  if (state.isOver) return
  const trigger = latestTrigger(state, reported)
  state.lastJudged = trigger
  if (hasConsent(state)) drawSample(state)
  const situation = currentSituation(state, trigger)
  const survey = chooseSurvey(situation)
  if (settings.debug)
    tellExplainer(state, explainer => explainer.noteDecision(browser.local, situation, survey))
  rememberQuietTime(state)
  if (survey) {
    const due = Math.max(trigger.at + survey.after, browser.now() + survey.delay)
    tellAsking(state, asking =>
      asking.wait({ trigger: latestTrigger(state, trigger), survey: survey.id, due }),
    )
  } else if (situation.consent) {
    state.rejectedTriggers = [...state.rejectedTriggers, trigger].slice(-maxRejected)
    countNotAsked(state, trigger)
  } else state.awaitingConsent.push(trigger)
}

/**
 * Judges again the triggers that led to nothing on this page, since the page has said more: who the visitor is, or other
 * options. A visit lasts; any other trigger expires after the time that it may wait for a later page.
 */
export async function reconsiderTriggers(state: DecisionState): Promise<void> {
  const { settings, browser, rejectedTriggers } = state
  const longestCarryOver = Math.max(...settings.surveys.map(({ carryOver }) => carryOver))
  state.rejectedTriggers = []
  for (const trigger of rejectedTriggers) {
    if (trigger.source !== 'visit' && browser.now() - trigger.at > longestCarryOver) continue
    uncountNotAsked(state, trigger)
    await considerTrigger(state, trigger)
  }
}
