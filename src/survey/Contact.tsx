import { live } from './live.ts'
import type { SurveyModel } from './survey-model.ts'
import { When } from './When.tsx'

/** Permission to be contacted and, once it is given, the address. */
export function Contact({ model }: { model: SurveyModel }) {
  const { texts } = model.wording

  return (
    <div class="field">
      <Permission model={model} />
      <When condition={model.isContactAllowed}>
        <label class="title" for="email">
          {texts.email}
        </label>
        <Address model={model} />
        <When condition={model.isEmailWrong}>
          <p role="alert" id="email-wrong">
            {texts.emailWrong}
          </p>
        </When>
      </When>
    </div>
  )
}

const Permission = live(({ model }: { model: SurveyModel }) => (
  <label class="choice">
    <input
      type="checkbox"
      checked={model.isContactAllowed.value}
      onChange={event => model.changeContact({ allowed: event.currentTarget.checked })}
    />
    {model.wording.texts.contact}
  </label>
))

const Address = live(({ model }: { model: SurveyModel }) => {
  const isWrong = model.isEmailWrong.value

  return (
    <input
      id="email"
      type="email"
      autocomplete="email"
      // An address is written from left to right in any language.
      dir="ltr"
      // Uncontrolled, as in the reason: the field already shows what is typed.
      value={model.draft.peek().contact.email}
      readOnly={model.isSending.value}
      aria-invalid={isWrong || undefined}
      aria-describedby={isWrong ? 'email-wrong' : undefined}
      onInput={event => model.changeContact({ email: event.currentTarget.value })}
    />
  )
})
