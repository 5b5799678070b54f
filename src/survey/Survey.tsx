import type { ReadonlySignal } from '@preact/signals-core'
import { type ComponentChildren, createRef } from 'preact'
import { directionOf } from '../i18n/direction.ts'
import { Content } from './Content.tsx'
import { live } from './live.ts'
import type { SurveyModel } from './survey-model.ts'
import type { Look } from './theme/look.ts'

export interface SurveyProps {
  model: SurveyModel
  look: ReadonlySignal<Look>
}

/** The whole card. It is drawn once; only the live parts change. */
export function Survey({ model, look }: SurveyProps) {
  const questions = createRef<HTMLDivElement>()

  return (
    <Card model={model} look={look}>
      <button type="button" class="close" aria-label={model.wording.texts.close} onClick={model.close}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 6 18 18M18 6 6 18" />
        </svg>
      </button>
      <Content model={model} questions={questions} />
    </Card>
  )
}

/** Its children are not redrawn when the look changes. */
const Card = live(({ model, look, children }: SurveyProps & { children: ComponentChildren }) => {
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
      {children}
    </section>
  )
})
