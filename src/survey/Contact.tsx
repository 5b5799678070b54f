import type { SurveyModel } from './survey-model.ts'

export function Contact({ model }: { model: SurveyModel }) {
  const { wording, isEmailWrong, changeContact } = model
  const { allowed, email } = model.draft.contact

  return (
    <div class="field">
      <label class="choice">
        <input
          type="checkbox"
          checked={allowed}
          onChange={event => changeContact({ allowed: event.currentTarget.checked })}
        />
        {wording.texts.contact}
      </label>
      {allowed && (
        <>
          <label class="title" for="email">
            {wording.texts.email}
          </label>
          <input
            id="email"
            type="email"
            autocomplete="email"
            value={email}
            aria-invalid={isEmailWrong}
            aria-describedby={isEmailWrong ? 'email-wrong' : undefined}
            onInput={event => changeContact({ email: event.currentTarget.value })}
          />
          {isEmailWrong && (
            <p role="alert" id="email-wrong">
              {wording.texts.emailWrong}
            </p>
          )}
        </>
      )}
    </div>
  )
}
