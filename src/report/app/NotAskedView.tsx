import { type CalendarUnit, periodsOf } from '../../figures/periods.ts'
import type { NotAskedAnswer } from '../api/not-asked.ts'
import { reportZone } from '../api/period.ts'
import { callsOf } from '../api/view-calls.ts'
import { parameters, view } from './address.ts'
import { BucketChoice, unitOf } from './BucketChoice.tsx'
import { Fetched } from './Fetched.tsx'
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

/** A rule, and how many triggers it held back in each step. */
export interface Reason {
  rule: string
  triggers: number
  steps: readonly { start: number; triggers: number }[]
}

/** The rules that held back most first, each over all steps from the first in which any did. */
function reasonsIn({ counts, period, at }: NotAskedAnswer, unit: CalendarUnit): Reason[] {
  const first = Math.min(...counts.map(({ start }) => start))
  const span = { start: Math.max(first, period.start), end: Math.min(period.end, Math.max(at, first + 1)) }
  const steps = periodsOf(span, unit, reportZone)
  return [...new Set(counts.map(({ rule }) => rule))]
    .map(rule => {
      const own = new Map(counts.flatMap(one => (one.rule === rule ? [[one.start, one.triggers]] : [])))
      return {
        rule,
        triggers: [...own.values()].reduce((sum, triggers) => sum + triggers, 0),
        steps: steps.map(({ start }) => ({ start, triggers: own.get(start) ?? 0 })),
      }
    })
    .sort((one, other) => other.triggers - one.triggers)
}

/** A rule in words; one of a newer version by its name. */
export function ruleText(rule: string): string {
  const say = words.value
  if (rule === '…') return say.others
  const known: Readonly<Record<string, string>> = say.rules
  return Object.hasOwn(known, rule) ? (known[rule] ?? rule) : rule
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
