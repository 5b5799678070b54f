import { ChangingText } from './ChangingText.tsx'
import { live } from './live.ts'
import type { SurveyModel } from './survey-model.ts'
import { When } from './When.tsx'

/** Why the visitor chose the score. */
export function Reason({ model }: { model: SurveyModel }) {
  const { texts } = model.wording

  return (
    <div class="field">
      <label class="title" for="reason">
        <ChangingText of={model.reasonQuestion} />
      </label>
      <ReasonBox model={model} />
      <div id="limit">
        <When condition={model.isReasonNearLimit}>
          <p class="quiet count">
            <ChangingText of={model.reasonLength} />
          </p>
        </When>
        <When condition={model.isReasonTooLong}>
          <p role="alert">{texts.reasonTooLong}</p>
        </When>
      </div>
    </div>
  )
}

const ReasonBox = live(({ model }: { model: SurveyModel }) => (
  <textarea
    id="reason"
    rows={2}
    dir="auto"
    placeholder={model.wording.texts.reasonHint}
    // The field already shows what is typed: only what was kept before a reload has to be set.
    value={model.draft.peek().reason}
    readOnly={model.isSending.value}
    aria-describedby="limit"
    aria-invalid={model.isReasonTooLong.value || undefined}
    onInput={event => model.writeReason(event.currentTarget.value)}
  />
))
