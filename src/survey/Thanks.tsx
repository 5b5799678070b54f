import { element } from './draw.ts'
import { safeLink } from './safe-link.ts'
import type { SurveyModel } from './survey-model.ts'
import { fill } from './wording.ts'

export function Thanks({ model }: { model: SurveyModel }) {
  const { request, wording, category } = model
  const { text, link } = (category && request.survey.thanks[category]) ?? {}
  const href = link && safeLink(fill(link.url, { id: request.id }), location.href)

  return (
    <div class="thanks">
      <h2 tabindex={-1}>{wording.texts.thanks}</h2>
      <p>{text ? wording.own(text) : wording.texts.thanksText}</p>
      {href && (
        <a class="send" href={href} target="_blank" rel="noopener">
          {wording.own(link.text)}
        </a>
      )}
    </div>
  )
}
