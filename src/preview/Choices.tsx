import type { Signal } from '@preact/signals'
import type { PreviewModel, Theme } from './preview-model.ts'
import type { PanelWords } from './words/panel-words.ts'

interface ChoicesProps {
  model: PreviewModel
  words: PanelWords
  lang: string
}

/** A language's name in the panel's language, and its tag. */
function nameOf(tag: string, lang: string): string {
  const name = new Intl.DisplayNames(lang, { type: 'language' }).of(tag)
  return name ? `${name} (${tag})` : tag
}

export function Choices({ model, words, lang }: ChoicesProps) {
  const themes: readonly (readonly [Theme, string])[] = [
    ['as-set', words.asSet],
    ['light', words.light],
    ['dark', words.dark],
  ]
  const lacks = [...new Set(model.states.value.flatMap(([, lack]) => lack ?? []))]

  return (
    <form onSubmit={event => event.preventDefault()}>
      <Picker label={words.survey} value={model.survey} options={model.surveys.map(({ id }) => [id, id])} />
      <Picker
        label={words.language}
        value={model.locale}
        options={model.locales.map(tag => [tag, nameOf(tag, lang)])}
      />
      <Picker label={words.colours} value={model.theme} options={themes} />
      <fieldset>
        <legend>{words.state}</legend>
        <div class="states">
          {model.states.value.map(([name, lack]) => (
            <label key={name}>
              <input
                type="radio"
                name="state"
                checked={model.state.value === name}
                disabled={lack !== null}
                onChange={() => {
                  model.state.value = name
                }}
              />
              <span>{words.states[name]}</span>
            </label>
          ))}
        </div>
        {lacks.map(lack => (
          <p key={lack}>{words.lacks[lack]}</p>
        ))}
      </fieldset>
      <button type="button" onClick={model.showAgain}>
        {words.again}
      </button>
    </form>
  )
}

interface PickerProps<Value extends string> {
  label: string
  value: Signal<Value>
  options: readonly (readonly [value: Value, name: string])[]
}

function Picker<Value extends string>({ label, value, options }: PickerProps<Value>) {
  return (
    <label class="picker">
      {label}
      <select
        value={value.value}
        onChange={event => {
          const chosen = options.find(([option]) => option === event.currentTarget.value)
          if (chosen) value.value = chosen[0]
        }}
      >
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
