import { callsOf } from '../api/view-calls.ts'
import { parameters, view } from './address.ts'
import { numberText, words } from './language.ts'
import { loadFigures } from './load.ts'

/** Milliseconds that responses may wait to be counted before the page mentions it: on a distributed database some always do. */
const unspoken = 5000

/** Says if the figures lag behind what is stored. */
export function Uncounted() {
  const found = loadFigures(callsOf(view.value, parameters.value).surveys)
  if (found.state !== 'there' || found.answer.uncounted === undefined) return null
  const { responses, since } = found.answer.uncounted
  const waited = found.answer.at - since
  if (waited < unspoken) return null
  return (
    <p class="hint" role="status">
      {words.value.uncounted(numberText(responses), responses === 1, numberText(Math.round(waited / 1000)))}
    </p>
  )
}
