import { live } from './live.ts'
import type { SurveyModel } from './survey-model.ts'
import { When } from './When.tsx'

/** Send, the ways out, and what the visitor should know before taking either. */
export function Footer({ model }: { model: SurveyModel }) {
  const { request, wording, hasScore } = model
  const { texts } = wording
  const { privacy, unsent } = request.settings

  return (
    <div class="footer">
      <When condition={model.isLost}>
        <p role="alert">{texts.lost}</p>
      </When>
      <When condition={hasScore}>
        <div class="actions">
          <Send model={model} />
          <p class="quiet">{unsent === 'score' ? texts.closingSendsScore : texts.closingSendsNothing}</p>
        </div>
      </When>
      {request.identified && <p class="quiet">{texts.linked}</p>}
      {privacy.note && <p class="quiet">{wording.own(privacy.note)}</p>}
      <div class="links">
        <button type="button" class="quiet" onClick={model.optOut}>
          {texts.optOut}
        </button>
        {privacy.url && (
          <a class="quiet" href={privacy.url} target="_blank" rel="noopener">
            {texts.privacy}
          </a>
        )}
      </div>
    </div>
  )
}

/** Stays focusable while it cannot be used, so that a screen reader can say so. */
const Send = live(({ model }: { model: SurveyModel }) => (
  <button
    type="button"
    class="send"
    aria-disabled={model.isSending.value || model.isReasonTooLong.value}
    onClick={model.send}
  >
    {model.wording.texts.send}
  </button>
))
