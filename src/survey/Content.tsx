import { useComputed } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Asking } from './Asking.tsx'
import { ChangingText } from './ChangingText.tsx'
import type { SurveyModel } from './survey-model.ts'
import { Thanks } from './Thanks.tsx'

/** Whether the visitor's focus is in an element of the card. */
function holdsFocus(element: HTMLElement | null): boolean {
  const root = element?.getRootNode()
  return root instanceof ShadowRoot && !!element?.contains(root.activeElement) && !!root.activeElement
}

/** The questions, and then the thank-you. */
export function Content({ model }: { model: SurveyModel }) {
  const isDone = useComputed(() => model.step.value === 'thanks').value
  const questions = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  // Asked before the questions go, and the focus with them.
  const takesFocus = isDone && holdsFocus(questions.current)

  useLayoutEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [isDone])

  return (
    <div class="body">
      {/* The one live region: it must be here, empty, before it has something to say. */}
      <div role="status">
        {isDone ? (
          <Thanks model={model} heading={heading} />
        ) : (
          <span class="unseen">
            <ChangingText of={model.announcement} />
          </span>
        )}
      </div>
      <div ref={questions}>{!isDone && <Asking model={model} />}</div>
    </div>
  )
}
