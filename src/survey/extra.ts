import type { ExtraQuestion } from '../options/settings.ts'
import type { Drawing } from './draw.ts'
import type { SurveyModel } from './survey-model.ts'
import type { Tools } from './survey-more-part.ts'

const ease = [1, 2, 3, 4, 5, 6, 7]

/** The site's own question: one choice, several, or how easy something was. */
export function drawExtra({ make, Scale }: Tools, model: SurveyModel, question: ExtraQuestion): Drawing {
  const { wording, answerExtra } = model
  const given = model.draft.answers[question.id]

  if (question.type === 'ease') {
    return make(Scale, {
      name: 'ease',
      question: wording.own(question.text),
      values: ease,
      chosen: typeof given === 'number' ? given : null,
      low: wording.texts.easeLow,
      high: wording.texts.easeHigh,
      wording,
      onChoose: answerExtra,
    })
  }

  const isMultiple = question.type === 'multiple'
  const chosen = Array.isArray(given) ? given : []
  const choices = question.choices.map(({ id, text }) => {
    const others = isMultiple ? chosen.filter(other => other !== id) : []
    const input = make('input', {
      type: isMultiple ? 'checkbox' : 'radio',
      name: 'extra',
      checked: chosen.includes(id),
      onchange: (event: Event) =>
        answerExtra((event.currentTarget as HTMLInputElement).checked ? [...others, id] : others),
    })
    return make('label', { class: 'choice' }, input, wording.own(text))
  })
  const legend = make('legend', null, wording.own(question.text))
  return make('fieldset', { class: 'field' }, legend, choices)
}
