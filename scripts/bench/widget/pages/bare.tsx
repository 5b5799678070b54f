/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The same form in Preact and signals, as a first version might look: no rules, no memory, no retries.
import { signal } from '@preact/signals'
import { render } from 'preact'
import { addHost, listen, post, scores, words } from './form.ts'

const score = signal<number | null>(null)
const reason = signal('')
const isSent = signal(false)

function finish(): void {
  post(score.value, reason.value)
  isSent.value = true
}

const Scale = () => (
  <fieldset>
    <legend>{words.question}</legend>
    <div class="cells">
      {scores.map(value => (
        <label key={value}>
          <input
            type="radio"
            name="score"
            value={value}
            checked={score.value === value}
            onChange={() => {
              score.value = value
            }}
          />
          <span>{value}</span>
        </label>
      ))}
    </div>
    <div class="ends">
      <span>{words.low}</span>
      <span>{words.high}</span>
    </div>
  </fieldset>
)

const More = () => (
  <div class="more">
    <label class="title" for="reason">
      {words.reason}
    </label>
    <textarea
      id="reason"
      value={reason}
      onInput={event => {
        reason.value = event.currentTarget.value
      }}
    />
    <button type="button" class="send" onClick={finish}>
      {words.send}
    </button>
  </div>
)

const Questions = ({ close }: { close(): void }) => (
  <div>
    <button type="button" class="close" aria-label={words.close} onClick={close}>
      ×
    </button>
    <Scale />
    {score.value !== null && <More />}
  </div>
)

const Card = ({ close }: { close(): void }) => (
  <section class="card" role="dialog" aria-label={words.question}>
    {isSent.value ? words.thanks : <Questions close={close} />}
  </section>
)

listen(() => {
  const { host, root } = addHost()
  render(<Card close={() => host.remove()} />, root)
})
