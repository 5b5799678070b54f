import type { Category } from '../../figures/category.ts'
import { answersIn, type Counts } from '../../figures/score.ts'
import { wholeShares } from '../../figures/whole-shares.ts'
import { numberText, shareText, words } from './language.ts'

const categories = ['promoter', 'passive', 'detractor'] as const satisfies Category[]

/** The three shares: a bar to look at, and a table whose figures link to the answers. */
export function Shares({ counts, hrefOf }: { counts: Counts; hrefOf: (category: Category) => string }) {
  const say = words.value
  const answers = answersIn(counts)
  if (answers === 0) return null
  const shares = wholeShares(counts)
  const start = (place: number) =>
    categories.slice(0, place).reduce((sum, category) => sum + counts[`${category}s`], 0)
  return (
    <>
      <svg class="bar" width="100%" height={14} focusable="false" aria-hidden="true">
        {categories.map((category, place) => (
          <rect
            key={category}
            class={category}
            x={`${(100 * start(place)) / answers}%`}
            width={`${(100 * counts[`${category}s`]) / answers}%`}
            height="100%"
          />
        ))}
      </svg>
      <table>
        <caption class="unseen">{say.sharesCaption}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{say.group}</th>
            <th scope="col">{say.scoreColumn}</th>
            <th scope="col">{say.answersColumn}</th>
            <th scope="col">{say.share}</th>
          </tr>
        </thead>
        <tbody>
          {categories.map(category => (
            <tr key={category}>
              <th scope="row">
                <span class={`swatch ${category}`} aria-hidden="true" />
                {upperFirst(say.groups[category])}
              </th>
              <td>{say.scores[category]}</td>
              <td>
                <a href={hrefOf(category)}>{numberText(counts[`${category}s`])}</a>
              </td>
              <td>{shareText((shares?.[`${category}s`] ?? 0) / 100)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

export const upperFirst = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
