import { computed, type ReadonlySignal } from '@preact/signals-core'
import { ChangingText } from './ChangingText.tsx'
import { live } from './live.ts'
import { fill, type Wording } from './wording.ts'

export interface ScaleProps {
  /** Keeps this scale's radios and ids apart from others in the same root. */
  name: string
  question: string
  /** In the order in which they are drawn. */
  values: readonly number[]
  chosen: ReadonlySignal<number | null>
  low: string
  high: string
  wording: Wording
  onChoose(value: number): void
}

/** A row of numbers, one of which can be chosen, with what its two ends mean. */
export function Scale({ name, question, values, chosen, low, high, wording, onChoose }: ScaleProps) {
  const first = values[0]
  const last = values.at(-1)
  const most = Math.max(...values)
  const idOf = (value: number | undefined) => `${name}-${value}`
  const meaningOf = (value: number | undefined) => (value === most ? high : low)
  const inWords = computed(() => {
    const { value } = chosen
    if (value === null) return ''
    return fill(wording.texts.chosen, { score: wording.number(value), most: wording.number(most) })
  })

  return (
    <fieldset class={name}>
      <legend tabIndex={-1}>{question}</legend>
      <div class="scale">
        <span id={idOf(first)} class="quiet first">
          {meaningOf(first)}
        </span>
        <div class="cells">
          {values.map(value => (
            <Cell
              key={value}
              name={name}
              value={value}
              text={wording.number(value)}
              meaning={value === first || value === last ? idOf(value) : undefined}
              isChosen={computed(() => chosen.value === value)}
              onChoose={onChoose}
            />
          ))}
        </div>
        <span id={idOf(last)} class="quiet last">
          {meaningOf(last)}
        </span>
        {/* An arrow key wraps from 0 to 10: announced to visitors who don't see the colour of the choice. */}
        <span class="chosen">
          <ChangingText of={inWords} />
        </span>
      </div>
    </fieldset>
  )
}

interface CellProps extends Pick<ScaleProps, 'name' | 'onChoose'> {
  value: number
  text: string
  /** The id of the text that says what this number means; undefined between the ends. */
  meaning: string | undefined
  isChosen: ReadonlySignal<boolean>
}

/** One number. It is redrawn only when it becomes the chosen one, or stops being it. */
const Cell = live(({ name, value, text, meaning, isChosen, onChoose }: CellProps) => (
  <label>
    <input
      type="radio"
      name={name}
      // As a number it would never equal the text in the page, and would be written each time.
      value={`${value}`}
      checked={isChosen.value}
      aria-describedby={meaning}
      onChange={() => onChoose(value)}
    />
    <span>{text}</span>
  </label>
))
