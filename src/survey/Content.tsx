import type { RefObject } from 'preact'
import { ChangingText } from './ChangingText.tsx'
import { live } from './live.ts'
import { Questions } from './Questions.tsx'
import type { SurveyModel } from './survey-model.ts'
import { Thanks } from './Thanks.tsx'

export interface ContentProps {
  model: SurveyModel
  /** The element with the questions. */
  questions: RefObject<HTMLDivElement | null>
}

/** Whether the visitor's focus is in an element of the card. */
function holdsFocus(element: HTMLElement | null): boolean {
  const root = element?.getRootNode()
  return root instanceof ShadowRoot && !!root.activeElement && !!element?.contains(root.activeElement)
}

/** The questions, and then the thank-you. */
export const Content = live(({ model, questions }: ContentProps) => {
  const isDone = model.isDone.value

  return (
    <div
      class="body"
      onScroll={({ currentTarget }) =>
        currentTarget.classList.toggle('scrolled', currentTarget.scrollTop > 0)
      }
    >
      {/* The one live region: it must be here, empty, before it has anything to say. */}
      <div role="status">
        {isDone ? (
          // Checked before the questions disappear and take the focus with them.
          <Thanks model={model} takesFocus={holdsFocus(questions.current)} />
        ) : (
          <span class="unseen">
            <ChangingText of={model.announcement} />
          </span>
        )}
      </div>
      <div ref={questions}>{!isDone && <Questions model={model} />}</div>
    </div>
  )
})
