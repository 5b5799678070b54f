import { useSignal } from '@preact/signals'
import type { Problem, SurveySettings } from '../options/settings.ts'
import { Choices } from './Choices.tsx'
import { Eligibility, type Verdict } from './Eligibility.tsx'
import { Messages } from './Messages.tsx'
import { drag, moveAcross } from './move-panel.ts'
import type { PreviewModel } from './preview-model.ts'
import { Trying } from './Trying.tsx'
import type { PanelWords } from './words/panel-words.ts'

export interface PanelProps {
  model: PreviewModel
  words: PanelWords
  /** The language of the panel. */
  lang: string
  endpoint: string
  problems: readonly Problem[]
  /** Whether a survey would ask if its trigger happened now. */
  verdict(survey: SurveySettings): Verdict | undefined
  close(): void
}

const hostOf = (element: Element) => (element.getRootNode() as ShadowRoot).host as HTMLElement

/** From this width on there is room for the details next to the card. */
const wide = 900

export function Panel({ model, words, lang, endpoint, problems, verdict, close }: PanelProps) {
  const isOpen = useSignal(innerWidth >= wide)
  const { unknown } = model
  const shown = model.scene.value

  return (
    <section class="panel" aria-label={words.title} lang={lang} dir="ltr">
      <header
        onPointerDown={event => {
          if (!(event.target as Element).closest('button')) drag(hostOf(event.currentTarget), event)
        }}
      >
        <h2>{words.title}</h2>
        <button
          type="button"
          aria-expanded={isOpen.value}
          aria-controls="details"
          onClick={() => {
            isOpen.value = !isOpen.value
          }}
        >
          {words.details}
          <svg viewBox="0 0 24 24" aria-hidden="true" class="arrow">
            <path d="m6 9 6 6 6-6" />
          </svg>
        </button>
        <button
          type="button"
          class="move"
          aria-label={words.move}
          title={words.move}
          onClick={event => moveAcross(hostOf(event.currentTarget))}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M4 12h16M8 8l-4 4 4 4M16 8l4 4-4 4" />
          </svg>
        </button>
        <button type="button" aria-label={words.close} onClick={close}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M6 6 18 18M18 6 6 18" />
          </svg>
        </button>
      </header>
      <div class="body">
        <p>{words.promise}</p>
        <div role="status">
          {unknown.survey && shown && (
            <p class="note">{words.unknownSurvey(unknown.survey, shown.survey.id)}</p>
          )}
          {unknown.locale && shown && (
            <p class="note">{words.unknownLanguage(unknown.locale, shown.locale)}</p>
          )}
          {!model.isLoaded.value && <p class="note">{words.notLoaded}</p>}
        </div>
        <Choices model={model} words={words} lang={lang} />
        <Trying model={model} words={words} />
        <div id="details" hidden={!isOpen.value}>
          <h3>{words.options}</h3>
          {problems.length === 0 && <p>{words.noProblem}</p>}
          <ul>
            {problems.map(({ message }) => (
              <li key={message} class="note">
                {message}
              </li>
            ))}
          </ul>
          <h3>{words.eligibility}</h3>
          {shown && <Eligibility survey={shown.survey} verdict={verdict(shown.survey)} words={words} />}
          <h3>{words.messages}</h3>
          <Messages messages={model.messages.value} endpoint={endpoint} words={words} />
        </div>
      </div>
    </section>
  )
}
