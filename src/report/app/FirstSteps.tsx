import { hrefOf } from './address.ts'
import { words } from './language.ts'

/** What to do until somebody has answered: add the tag, look at the card, and give an answer of your own. */
export function FirstSteps() {
  const say = words.value
  const here = location.origin
  return (
    <section class="card" aria-labelledby="first-steps">
      <h2 id="first-steps">{say.firstStepsTitle}</h2>
      <ol class="steps">
        <li>
          <p>{say.stepTag}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <pre tabIndex={0}>
            <code>{`<script async src="${here}/howlikely.js"\n  data-endpoint="${here}/responses"></script>`}</code>
          </pre>
        </li>
        <li>
          <p>{say.stepPreview}</p>
        </li>
        <li>
          <p>{say.stepAnswer}</p>
        </li>
        <li>
          <p>
            <a href={hrefOf('surveys')}>{say.stepHeard}</a>
          </p>
        </li>
      </ol>
    </section>
  )
}
