import type { CalendarUnit } from '../../figures/periods.ts'
import type { NotAskedAnswer } from '../api/not-asked.ts'
import { callsOf } from '../api/view-calls.ts'
import { parameters, view } from './address.ts'
import { BucketChoice, unitOf } from './BucketChoice.tsx'
import { Fetched } from './Fetched.tsx'
import { reasonsIn, ruleText } from './held-back.ts'
import { numberText, shareText, words } from './language.ts'
import { loadNotAsked } from './load.ts'
import { NotAskedChart } from './NotAskedChart.tsx'
import { ShareBar } from './ShareBar.tsx'
import { upperFirst } from './Shares.tsx'

/** Why nobody was asked although something happened that a survey waits for. */
export function NotAskedView() {
  return (
    <>
      <div class="choices">
        <BucketChoice />
      </div>
      <Fetched call={callsOf(view.value, parameters.value).main} load={loadNotAsked}>
        {answer => <Reasons answer={answer} unit={unitOf()} />}
      </Fetched>
    </>
  )
}

function Reasons({ answer, unit }: { answer: NotAskedAnswer; unit: CalendarUnit }) {
  const say = words.value
  if (answer.counts.length === 0)
    return (
      <div class="card">
        <p class="none">{say.noneHeldBack}</p>
        <p>{say.notAskedOption}</p>
      </div>
    )
  const reasons = reasonsIn(answer, unit)
  const all = reasons.reduce((sum, { triggers }) => sum + triggers, 0)
  const [most] = reasons
  return (
    <section class="card" aria-labelledby="not-asked">
      <h2 id="not-asked">{say.notAskedTitle}</h2>
      <p class="findings">
        {most ? say.heldBack(numberText(all), ruleText(most.rule), shareText(most.triggers / all)) : null}
      </p>
      <p class="hint">{say.notAskedHelp}</p>
      <div class="scrolls">
        <table class="tags reasons-held">
          <caption class="unseen">{say.notAskedTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{say.rule}</th>
              <th scope="col">{say.triggersColumn}</th>
              <th scope="col" class="bar-column">
                {say.share}
              </th>
            </tr>
          </thead>
          <tbody>
            {reasons.map(({ rule, triggers }) => (
              <tr key={rule}>
                <th scope="row">
                  {upperFirst(ruleText(rule))}
                  {rule === '…' ? null : <code class="hint">{rule}</code>}
                </th>
                <td>{numberText(triggers)}</td>
                <td>
                  <ShareBar share={{ part: triggers, of: all }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <NotAskedChart reasons={reasons} unit={unit} />
    </section>
  )
}
