import { directionOf } from '../i18n/direction.ts'
import { element } from './draw.ts'
import { Footer } from './Footer.tsx'
import { Reason } from './Reason.tsx'
import { Scale } from './Scale.tsx'
import type { SurveyModel } from './survey-model.ts'
import { Thanks } from './Thanks.tsx'

// Written out: old libraries put an Array.from of their own into the page.
const scores = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

export interface SurveyProps {
  model: SurveyModel
  isDark: boolean
  /** The colour scheme, and the site's own look as custom properties. */
  look: Readonly<Record<string, string>>
}

export function Survey({ model, isDark, look }: SurveyProps) {
  const { request, wording } = model
  const { survey, locale } = request
  const { score } = model.draft
  const isDone = model.step === 'thanks'

  return (
    <section
      class={isDark ? 'card dark' : 'card'}
      role={request.inline ? 'region' : 'dialog'}
      aria-label={wording.question}
      lang={locale}
      dir={directionOf(locale)}
      style={look}
    >
      <button type="button" class="close" aria-label={wording.texts.close} onclick={model.close}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 6 18 18M18 6 6 18" />
        </svg>
      </button>
      <div class="body">
        {/* The one live region: it must be here, empty, before it has something to say. */}
        <div role="status">
          {isDone ? <Thanks model={model} /> : <span class="unseen">{model.announcement}</span>}
        </div>
        {!isDone && [
          <Scale
            name="score"
            question={wording.question}
            values={survey.scaleOrder === 'descending' ? [...scores].reverse() : scores}
            chosen={score}
            low={wording.low}
            high={wording.high}
            wording={wording}
            onChoose={model.chooseScore}
          />,
          score !== null && (
            <div class="more">
              <Reason model={model} score={score} />
              {request.more?.drawQuestions({ make: element, Scale }, model)}
            </div>
          ),
          <Footer model={model} />,
        ]}
      </div>
    </section>
  )
}
