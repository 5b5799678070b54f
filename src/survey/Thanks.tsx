import { safeLink } from './safe-link.ts'
import type { SurveyModel } from './survey-model.ts'
import { fill } from './wording.ts'

export interface ThanksProps {
  model: SurveyModel
  takesFocus: boolean
}

const focus = (element: HTMLElement | null) => element?.focus()

/** The thank-you, with the site's words and link for this category. */
export function Thanks({ model, takesFocus }: ThanksProps) {
  const { request, wording } = model
  const category = model.category.peek()
  const own = category ? request.survey.thanks[category] : undefined
  const [text, link] = [own?.text, own?.link]
  const href = link && safeLink(fill(link.url, { id: request.id }), location.href)

  return (
    <div class="thanks">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="m5 12.5 4.5 4.5L19 7.5" />
      </svg>
      <div>
        <h2 ref={takesFocus ? focus : null} tabIndex={-1}>
          {wording.texts.thanks}
        </h2>
        <p>{text ? wording.own(text) : wording.texts.thanksText}</p>
      </div>
      {href && (
        <a class="send" href={href} target="_blank" rel="noopener">
          {wording.own(link.text)}
        </a>
      )}
    </div>
  )
}
