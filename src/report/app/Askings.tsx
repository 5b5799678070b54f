import type { ComponentChildren } from 'preact'
import { type Askings, askingRatesOf, type Rate } from '../../figures/rates.ts'
import { parameters } from './address.ts'
import { numberText, shareText, words } from './language.ts'

const stepNames = ['response', 'completion', 'reason', 'dismissal', 'ignored', 'misclicks'] as const
type StepName = (typeof stepNames)[number]

/** Rates are of askings; with one answer per respondent they would be of something else. */
const isOneEach = () => parameters.value.get('latest') === 'respondent'

const countOf = (askings: Askings, step: StepName): number =>
  ({
    response: askings.scored,
    completion: askings.answered,
    reason: askings.withReason,
    dismissal: askings.dismissed,
    ignored: askings.ignored,
    misclicks: askings.misclicks,
  })[step]

/** A table that is folded away, with its title and what one needs to know to read it. */
function Folded({
  summary,
  title,
  children,
}: {
  summary: string
  title: string
  children: ComponentChildren
}) {
  const say = words.value
  const label = `${say.steps}: ${title}`
  return (
    <details class="askings">
      <summary>{summary}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="scrolls" tabIndex={0} aria-label={label}>
        <table>
          <caption class="unseen">{label}</caption>
          {children}
        </table>
      </section>
      <p class="hint">{say.misclicksHelp}</p>
    </details>
  )
}

/** The steps from being asked to giving a reason: the first in a sentence, all of them in a table behind it. */
export function AskingSteps({
  askings,
  survey,
  hrefs,
}: {
  askings: Askings | null
  survey: string
  /** Links to the answers that a step counts. */
  hrefs: Partial<Record<StepName, string>>
}) {
  const say = words.value
  if (isOneEach()) return <p class="hint">{say.noRateOfLatest}</p>
  if (askings === null) return <p class="hint">{say.noRate}</p>
  const rates = askingRatesOf(askings)
  const { response } = rates
  return (
    <Folded summary={response === null ? say.steps : rateText(response, askings.asked)} title={survey}>
      <thead>
        <tr>
          <th scope="col">{say.step}</th>
          <th scope="col">{say.responsesColumn}</th>
          <th scope="col">{say.share}</th>
          <th scope="col">{say.intervalColumn}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{say.asked}</th>
          <td>{numberText(askings.asked)}</td>
          <td />
          <td />
        </tr>
        {stepNames.map(step => {
          const rate = rates[step]
          return (
            <tr key={step}>
              <th scope="row">{say.stepNames[step]}</th>
              <td>{linked(numberText(countOf(askings, step)), hrefs[step])}</td>
              <td>{rate === null ? '–' : say.stepOf[step](shareText(rate.share))}</td>
              <td>{rate === null ? '–' : say.between(shareText(rate.low), shareText(rate.high))}</td>
            </tr>
          )
        })}
      </tbody>
    </Folded>
  )
}

const linked = (text: string, href: string | undefined) =>
  href === undefined ? text : <a href={href}>{text}</a>

const rateText = ({ share, low, high }: Rate, asked: number) =>
  words.value.rate(shareText(share), shareText(low), shareText(high), numberText(asked))

interface GroupAskings {
  name: string
  askings: Askings | null
}

/** The same by group, each share with the number it is of. */
export function AskingsTable({ groups, title }: { groups: readonly GroupAskings[]; title: string }) {
  const say = words.value
  const known = groups.flatMap(({ name, askings }) => (askings === null ? [] : [{ name, askings }]))
  if (isOneEach()) return <p class="hint">{say.noRateOfLatest}</p>
  if (known.length === 0) return <p class="hint">{say.noRate}</p>
  return (
    <Folded summary={say.steps} title={title}>
      <thead>
        <tr>
          <th scope="col">{say.group}</th>
          <th scope="col">{say.asked}</th>
          {stepNames.map(step => (
            <th key={step} scope="col">
              {say.stepNames[step]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {known.map(({ name, askings }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{numberText(askings.asked)}</td>
            {stepNames.map(step => {
              const rate = askingRatesOf(askings)[step]
              return <td key={step}>{rate === null ? '–' : shareText(rate.share)}</td>
            })}
          </tr>
        ))}
      </tbody>
    </Folded>
  )
}
