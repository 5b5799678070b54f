import type { Drawing } from './draw.ts'
import type { SurveyModel } from './survey-model.ts'
import type { Tools } from './survey-more-part.ts'

const inputOf = (event: Event) => event.currentTarget as HTMLInputElement

/** Leave to be contacted, and where it is given, the address. */
export function drawContact({ make }: Tools, model: SurveyModel): Drawing {
  const { isEmailWrong, changeContact } = model
  const { texts } = model.wording
  const { allowed, email } = model.draft.contact

  const box = make('input', {
    type: 'checkbox',
    checked: allowed,
    onchange: (event: Event) => changeContact({ allowed: inputOf(event).checked }),
  })
  const address = () => [
    make('label', { class: 'title', for: 'email' }, texts.email),
    make('input', {
      id: 'email',
      type: 'email',
      autocomplete: 'email',
      value: email,
      'aria-invalid': isEmailWrong,
      'aria-describedby': isEmailWrong ? 'email-wrong' : undefined,
      oninput: (event: Event) => changeContact({ email: inputOf(event).value }),
    }),
    isEmailWrong && make('p', { role: 'alert', id: 'email-wrong' }, texts.emailWrong),
  ]
  return make(
    'div',
    { class: 'field' },
    make('label', { class: 'choice' }, box, texts.contact),
    allowed && address(),
  )
}
