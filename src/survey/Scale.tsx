import { element } from './draw.ts'
import { fill, type Wording } from './wording.ts'

export interface ScaleProps {
  /** Tells this scale's radios and ids from another's in the same root. */
  name: string
  question: string
  /** In the order in which they are drawn. */
  values: readonly number[]
  chosen: number | null
  low: string
  high: string
  wording: Wording
  onChoose(value: number): void
}

export function Scale({ name, question, values, chosen, low, high, wording, onChoose }: ScaleProps) {
  const first = values[0]
  const last = values.at(-1)
  const most = Math.max(...values)
  const end = (place: string, value = 0) => (
    <span id={`${name}-${value}`} class={`quiet ${place}`}>
      {value === most ? high : low}
    </span>
  )

  return (
    <fieldset class={name}>
      <legend tabindex={-1}>{question}</legend>
      <div class="scale">
        {end('first', first)}
        <div class="cells">
          {values.map(value => (
            <label>
              <input
                type="radio"
                name={name}
                value={value}
                checked={value === chosen}
                aria-describedby={value === first || value === last ? `${name}-${value}` : undefined}
                onchange={() => onChoose(value)}
              />
              <span>{wording.number(value)}</span>
            </label>
          ))}
        </div>
        {end('last', last)}
        {/* An arrow key wraps from 0 to 10, so the choice is said in words too. */}
        <span class="quiet chosen">
          {chosen !== null &&
            fill(wording.texts.chosen, { score: wording.number(chosen), most: wording.number(most) })}
        </span>
      </div>
    </fieldset>
  )
}
