import type { VNode } from 'preact'
import type { SurveyModel } from '../survey/survey-model.ts'
import type { Tools } from './survey-more-part.ts'

const inputOf = (event: Event) => event.currentTarget as HTMLInputElement

/** Leave to be contacted, and where it is given, the address. */
export function drawContact({ make }: Tools, model: SurveyModel): VNode {
  const { isEmailWrong, changeContact } = model
  const { texts } = model.wording
  const { allowed, email } = model.draft.contact

  const box = make('input', {
    type: 'checkbox',
    checked: allowed,
    onChange: (event: Event) => changeContact({ allowed: inputOf(event).checked }),
  })
  const address = () => [
    make('label', { class: 'title', for: 'email', children: texts.email }),
    make('input', {
      id: 'email',
      type: 'email',
      autocomplete: 'email',
      value: email,
      'aria-invalid': isEmailWrong,
      'aria-describedby': isEmailWrong ? 'email-wrong' : undefined,
      onInput: (event: Event) => changeContact({ email: inputOf(event).value }),
    }),
    isEmailWrong && make('p', { role: 'alert', id: 'email-wrong', children: texts.emailWrong }),
  ]
  return make('div', {
    class: 'field',
    children: [make('label', { class: 'choice', children: [box, texts.contact] }), allowed && address()],
  })
}
