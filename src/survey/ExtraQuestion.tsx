import type { ExtraQuestion as Question } from '../options/settings.ts'
import { live } from './live.ts'
import { Scale } from './Scale.tsx'
import type { SurveyModel } from './survey-model.ts'

const ease = [1, 2, 3, 4, 5, 6, 7]

export interface ExtraQuestionProps {
  model: SurveyModel
  question: Question
}

/** The site's own question: one choice, several, or how easy something was. */
export function ExtraQuestion({ model, question }: ExtraQuestionProps) {
  return question.type === 'ease' ? (
    <Ease model={model} question={question} />
  ) : (
    <Choices model={model} question={question} />
  )
}

function Ease({ model, question }: ExtraQuestionProps) {
  const { wording } = model

  return (
    <Scale
      name="ease"
      question={wording.own(question.text)}
      values={ease}
      chosen={model.ease}
      low={wording.texts.easeLow}
      high={wording.texts.easeHigh}
      wording={wording}
      onChoose={model.answerExtra}
    />
  )
}

const Choices = live(({ model, question }: ExtraQuestionProps) => {
  const { wording } = model
  const isMultiple = question.type === 'multiple'
  const chosen = model.choices.value

  const choose = (id: string, isChosen: boolean) => {
    const others = isMultiple ? chosen.filter(other => other !== id) : []
    model.answerExtra(isChosen ? [...others, id] : others)
  }

  return (
    <fieldset class="field">
      <legend>{wording.own(question.text)}</legend>
      {question.choices.map(({ id, text }) => (
        <label key={id} class="choice">
          <input
            type={isMultiple ? 'checkbox' : 'radio'}
            name="extra"
            checked={chosen.includes(id)}
            onChange={event => choose(id, event.currentTarget.checked)}
          />
          {wording.own(text)}
        </label>
      ))}
    </fieldset>
  )
})
