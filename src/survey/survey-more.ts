import { drawContact } from './contact.ts'
import { drawExtra } from './extra.ts'
import css from './survey-more.css?inline'
import type { SurveyMore } from './survey-more-part.ts'
import { readLook } from './theme/look.ts'

export const surveyMore: SurveyMore = {
  css,
  readLook,
  drawQuestions: (tools, model) => [
    model.request.survey.extra && drawExtra(tools, model, model.request.survey.extra),
    model.asksForContact ? drawContact(tools, model) : null,
  ],
}
