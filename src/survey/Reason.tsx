import { element } from './draw.ts'
import { reasonLimit, type SurveyModel } from './survey-model.ts'
import { fill } from './wording.ts'

/** From here on the limit is shown. */
const nearLimit = reasonLimit * 0.9

export function Reason({ model, score }: { model: SurveyModel; score: number }) {
  const { wording, draft, isReasonTooLong } = model
  const { reason } = draft

  return (
    <div class="field">
      <label class="title" for="reason">
        {wording.reasonQuestion(score)}
      </label>
      <textarea
        id="reason"
        rows={2}
        dir="auto"
        value={reason}
        aria-describedby="hint"
        aria-invalid={isReasonTooLong}
        oninput={(event: Event) => model.writeReason((event.currentTarget as HTMLTextAreaElement).value)}
      />
      <div class="quiet" id="hint">
        <p>{wording.texts.reasonHint}</p>
        {reason.length > nearLimit && (
          <p>
            {fill(wording.texts.reasonLength, {
              count: wording.number(reason.length),
              limit: wording.number(reasonLimit),
            })}
          </p>
        )}
        {isReasonTooLong && <p role="alert">{wording.texts.reasonTooLong}</p>}
      </div>
    </div>
  )
}
