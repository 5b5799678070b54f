import { eraseAll } from '../history/erase.ts'
import { readTrigger } from '../triggers/read-trigger.ts'
import { applyConsent, watchConsent } from './apply-consent.ts'
import { tellAsking } from './ask.ts'
import { reconsiderTriggers } from './consider-trigger.ts'
import { reportProblem } from './emit.ts'
import { explainDecision } from './explain-decision.ts'
import { eraseHere } from './forget.ts'
import { hearTrigger } from './hear-trigger.ts'
import { openEmailLink } from './open-email-link.ts'
import type { Decision, RawTrigger } from './page-context.ts'
import { createState, type DecisionInput, readSettings } from './read-settings.ts'
import { rememberQuietTime } from './remember-quiet-time.ts'
import type { DecisionState } from './state.ts'
import { tellExplainer } from './tell-explainer.ts'

const ignore = () => {}

/** In debug mode, says which of a trigger's details could not be used. */
function reportDroppedDetails(state: DecisionState, raw: RawTrigger): void {
  if (!state.settings.debug) return
  tellExplainer(state, explainer =>
    explainer.reportDroppedDetails(raw, problem => reportProblem(state, problem)),
  )
}

/** Opens a survey because the site asks for it. */
function showSurvey(state: DecisionState, id: string | undefined): Promise<void> {
  const { settings, browser } = state
  const survey = id ?? settings.surveys[0]?.id ?? ''
  const trigger = readTrigger({ name: 'show', details: {}, source: 'show', at: browser.now() })
  return tellAsking(state, asking => asking.open({ trigger, survey, due: 0 }))
}

/** Decides on this page who is asked, and hands over to the part that shows surveys. Created when something happens. */
export function createDecision(input: DecisionInput): Decision {
  let isOver = false

  async function start(): Promise<DecisionState> {
    const state = await createState(input)
    await applyChanges(state)
    rememberQuietTime(state)
    return state
  }

  async function applyChanges(state: DecisionState): Promise<void> {
    await watchConsent(state, changed)
    await openEmailLink(state)
    await applyConsent(state)
  }

  function changed(): void {
    ready = ready.then(
      async state => {
        Object.assign(state, await readSettings(state, state.memory))
        await applyChanges(state)
        await reconsiderTriggers(state)
        return state
      },
      start, // What could not be read before may be readable now.
    )
    ready.catch(ignore)
  }

  /** Host objects may throw when they are read: such errors stay off the page's console. */
  function whenReady(action: (state: DecisionState) => unknown): void {
    ready.then(state => (isOver ? undefined : action(state))).catch(ignore)
  }

  let ready = start()
  ready.catch(ignore)

  return {
    trigger: raw =>
      whenReady(state => {
        reportDroppedDetails(state, raw)
        return hearTrigger(state, readTrigger(raw))
      }),
    run(command, argument) {
      switch (command) {
        case 'show':
          return whenReady(state => showSurvey(state, argument as string | undefined))
        case 'close':
          return whenReady(state => state.asking?.then(asking => asking?.close()))
        case 'explain':
          return ready.then(explainDecision)
        case 'forget':
          return ready.then(state => eraseHere(state, eraseAll))
        default:
          return input.browser.warn(`no command ${command}`)
      }
    },
    changed,
    destroy() {
      isOver = true
      ready.then(async state => {
        state.isOver = true
        state.stopWatchingConsent?.()
        ;(await state.asking)?.destroy()
      }, ignore)
    },
  }
}
