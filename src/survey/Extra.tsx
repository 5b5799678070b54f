import type { ExtraQuestion } from '../core/settings.ts'
import { Scale } from './Scale.tsx'
import type { SurveyModel } from './survey-model.ts'

const ease = [1, 2, 3, 4, 5, 6, 7]

export function Extra({ model, question }: { model: SurveyModel; question: ExtraQuestion }) {
  const { wording, answerExtra } = model
  const given = model.draft.answers[question.id]

  if (question.type === 'ease') {
    return (
      <Scale
        name="ease"
        question={wording.own(question.text)}
        values={ease}
        chosen={typeof given === 'number' ? given : null}
        low={wording.texts.easeLow}
        high={wording.texts.easeHigh}
        wording={wording}
        onChoose={answerExtra}
      />
    )
  }

  const isMultiple = question.type === 'multiple'
  const chosen = Array.isArray(given) ? given : []
  const without = (id: string) => (isMultiple ? chosen.filter(other => other !== id) : [])
  return (
    <fieldset class="field">
      <legend>{wording.own(question.text)}</legend>
      {question.choices.map(({ id, text }) => (
        <label class="choice" key={id}>
          <input
            type={isMultiple ? 'checkbox' : 'radio'}
            name="extra"
            checked={chosen.includes(id)}
            onChange={event => answerExtra(event.currentTarget.checked ? [...without(id), id] : without(id))}
          />
          {wording.own(text)}
        </label>
      ))}
    </fieldset>
  )
}
