import { useSignal } from '@preact/signals'
import type { PreviewModel } from './preview-model.ts'
import { type TriedName, triedNames } from './tried-look.ts'
import type { PanelWords } from './words/panel-words.ts'

interface TryingProps {
  model: PreviewModel
  words: PanelWords
}

const colours: readonly TriedName[] = ['accent', 'surface', 'text']

/** Fields for trying out the card's look, and the resulting attributes to paste into the tag. */
export function Trying({ model, words }: TryingProps) {
  const isCopied = useSignal(false)
  const { tried, attributes } = model

  const change = (name: TriedName, value: string) => {
    isCopied.value = false
    tried.value = { ...tried.value, [name]: value }
  }
  const copy = () =>
    navigator.clipboard?.writeText(attributes.value).then(
      () => {
        isCopied.value = true
      },
      // A page may forbid it; the text can still be selected.
      () => {},
    )

  return (
    <details>
      <summary>{words.trying}</summary>
      <form class="trying" onSubmit={event => event.preventDefault()}>
        {triedNames.map(name => (
          <div key={name} class="picker">
            <code aria-hidden="true">{name}</code>
            <span class="value">
              <input
                type="text"
                aria-label={name}
                spellcheck={false}
                autocomplete="off"
                placeholder={words.asSet}
                value={tried.value[name] ?? ''}
                onInput={event => change(name, event.currentTarget.value)}
              />
              {colours.includes(name) && (
                <input
                  type="color"
                  aria-label={words.pick(name)}
                  onInput={event => change(name, event.currentTarget.value)}
                />
              )}
            </span>
          </div>
        ))}
        {attributes.value && (
          <>
            <pre>{attributes.value}</pre>
            <button type="button" onClick={copy}>
              {words.copy}
            </button>
          </>
        )}
        <p role="status">{isCopied.value && words.copied}</p>
      </form>
    </details>
  )
}
