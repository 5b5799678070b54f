import { element } from './draw.ts'
import type { SurveyModel } from './survey-model.ts'

export function Footer({ model }: { model: SurveyModel }) {
  const { request, wording, step, isReasonTooLong } = model
  const { privacy, unsent } = request.settings
  const hasScore = model.category !== null

  return (
    <div class="footer">
      {step === 'lost' && <p role="alert">{wording.texts.lost}</p>}
      <div class="actions">
        {hasScore && (
          <button
            type="button"
            class="send"
            aria-disabled={step === 'sending' || isReasonTooLong}
            onclick={model.send}
          >
            {wording.texts.send}
          </button>
        )}
        {privacy.url && (
          <a class="quiet" href={privacy.url} target="_blank" rel="noopener">
            {wording.texts.privacy}
          </a>
        )}
        <button type="button" class="quiet" onclick={model.optOut}>
          {wording.texts.optOut}
        </button>
      </div>
      {hasScore && (
        <p class="quiet">
          {unsent === 'score' ? wording.texts.closingSendsScore : wording.texts.closingSendsNothing}
        </p>
      )}
      {request.identified && <p class="quiet">{wording.texts.linked}</p>}
      {privacy.note && <p class="quiet">{wording.own(privacy.note)}</p>}
    </div>
  )
}
