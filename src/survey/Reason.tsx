import { useComputed } from '@preact/signals'
import { ChangingText } from './ChangingText.tsx'
import { reasonLimit, type SurveyModel } from './survey-model.ts'
import { When } from './When.tsx'
import { fill } from './wording.ts'

/** Why the visitor chose the score. */
export function Reason({ model }: { model: SurveyModel }) {
  const { wording, score, reasonLength, isReasonNearLimit, isReasonTooLong } = model
  const question = useComputed(() => (score.value === null ? '' : wording.reasonQuestion(score.value)))
  const length = useComputed(() =>
    fill(wording.texts.reasonLength, {
      count: wording.number(reasonLength.value),
      limit: wording.number(reasonLimit),
    }),
  )

  return (
    <div class="field">
      <label class="title" for="reason">
        <ChangingText of={question} />
      </label>
      <ReasonBox model={model} />
      <div class="quiet" id="hint">
        <p>{wording.texts.reasonHint}</p>
        <When is={isReasonNearLimit}>
          <p>
            <ChangingText of={length} />
          </p>
        </When>
        <When is={isReasonTooLong}>
          <p role="alert">{wording.texts.reasonTooLong}</p>
        </When>
      </div>
    </div>
  )
}

function ReasonBox({ model }: { model: SurveyModel }) {
  return (
    <textarea
      id="reason"
      rows={2}
      dir="auto"
      // What is typed stands here already: only what was kept before a reload has to be written.
      value={model.draft.peek().reason}
      aria-describedby="hint"
      aria-invalid={model.isReasonTooLong.value}
      onInput={event => model.writeReason(event.currentTarget.value)}
    />
  )
}
