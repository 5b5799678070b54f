import type { SurveyModel } from './survey-model.ts'
import { When } from './When.tsx'

/** Leave to be contacted, and where it is given, the address. */
export function Contact({ model }: { model: SurveyModel }) {
  const { texts } = model.wording

  return (
    <div class="field">
      <label class="choice">
        <input
          type="checkbox"
          checked={model.isContactAllowed.value}
          onChange={event => model.changeContact({ allowed: event.currentTarget.checked })}
        />
        {texts.contact}
      </label>
      <When is={model.isContactAllowed}>
        <label class="title" for="email">
          {texts.email}
        </label>
        <Address model={model} />
        <When is={model.isEmailWrong}>
          <p role="alert" id="email-wrong">
            {texts.emailWrong}
          </p>
        </When>
      </When>
    </div>
  )
}

function Address({ model }: { model: SurveyModel }) {
  const isWrong = model.isEmailWrong.value

  return (
    <input
      id="email"
      type="email"
      autocomplete="email"
      // As in the reason: what is typed stands here already.
      value={model.draft.peek().contact.email}
      aria-invalid={isWrong}
      aria-describedby={isWrong ? 'email-wrong' : undefined}
      onInput={event => model.changeContact({ email: event.currentTarget.value })}
    />
  )
}
