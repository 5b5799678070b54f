/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Explainer } from '../decision/explainer.ts'
import type { SurveySettings } from '../options/settings.ts'
import type { PanelWords } from './words/panel-words.ts'

export type Verdict = ReturnType<Explainer['verdicts']>[number]

interface EligibilityProps {
  survey: SurveySettings
  verdict: Verdict | undefined
  words: PanelWords
}

/** Whether the survey would ask, and why: failing rules first, the rest on request. */
export function Eligibility({ survey, verdict, words }: EligibilityProps) {
  if (!verdict) return null
  const fails = verdict.rules.filter(({ pass }) => !pass)
  const passes = verdict.rules.filter(({ pass }) => pass)
  const list = (rules: typeof fails) => (
    <ul>
      {rules.map(({ rule, words: sentence }) => (
        <li key={rule}>
          <code>{rule}</code> {sentence}
        </li>
      ))}
    </ul>
  )

  return (
    <div>
      <p>{words.supposing(survey.triggers[0] ?? 'visit')}</p>
      <p class="note">{verdict.words}</p>
      {fails.length > 0 && list(fails)}
      <details>
        <summary>{words.passes(passes.length)}</summary>
        {list(passes)}
      </details>
    </div>
  )
}
