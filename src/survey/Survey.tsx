import type { ReadonlySignal } from '@preact/signals'
import { directionOf } from '../i18n/direction.ts'
import { Content } from './Content.tsx'
import type { SurveyModel } from './survey-model.ts'
import type { Look } from './theme/look.ts'

export interface SurveyProps {
  model: SurveyModel
  look: ReadonlySignal<Look>
}

/** The whole card. */
export function Survey({ model, look }: SurveyProps) {
  const { request, wording } = model
  const { isDark, style } = look.value

  return (
    <section
      class={isDark ? 'card dark' : 'card'}
      role={request.inline ? 'region' : 'dialog'}
      aria-label={wording.question}
      lang={request.locale}
      dir={directionOf(request.locale)}
      style={style}
    >
      <button type="button" class="close" aria-label={wording.texts.close} onClick={model.close}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 6 18 18M18 6 6 18" />
        </svg>
      </button>
      <Content model={model} />
    </section>
  )
}
