import { type Kysely, sql } from 'kysely'
import { type Category, categoryOf } from '../../figures/category.ts'
import type { Selection } from '../../report/api/figures-query.ts'
import type { WordsAnswer, WordsGroup } from '../../report/api/words-answer.ts'
import { WordCounts } from '../../words/frequent.ts'
import { stopWordsFor } from '../../words/stop-words.ts'
import { isLookedAt, type ReadingEngine, selected } from './count-figures.ts'
import type { Tables } from './tables.ts'
import { keptSentences } from './text-index.ts'

/** Most texts counted. If there are more, the newest are: by then they have said what there is to say. */
const mostTexts = 50_000

/** Words shown per group: nobody reads further. */
const mostWords = 30
const mostPairs = 20

const categories: readonly Category[] = ['promoter', 'passive', 'detractor']

/** Which words occur in the texts of a selection's period, by the group of their authors. */
export async function countWords(
  db: Kysely<Tables>,
  engine: ReadingEngine,
  selection: Selection,
): Promise<WordsAnswer> {
  const segments = selection.filters.map(({ segment }) => segment)
  const { rows } = await sql<{ score: number; locale: string; words: string }>`
    with chosen as ${selected(db, engine, { ...selection, before: null }, segments)}
    select chosen.score as score, response.locale as locale, answer_text.words as words
    from chosen join answer_text on answer_text.id = chosen.id join response on response.id = chosen.id
    where is_vote = 1 and chosen.score is not null and ${await isLookedAt(db, engine.textsWith, selection, 0)}
    order by chosen.given_at desc, chosen.id desc limit ${sql.lit(mostTexts + 1)}`.execute(db)

  const counts = new Map(categories.map(category => [category, new WordCounts()]))
  for (const { score, locale, words } of rows.slice(0, mostTexts)) {
    const sentences = keptSentences(words)
    counts.get(categoryOf(score))?.add(sentences, stopWordsFor(locale, sentences))
  }
  const groups = [...counts].map(
    ([category, found]): WordsGroup => ({
      category,
      texts: found.texts,
      words: found.words(mostWords).map(word => ({ ...word, words: [...word.words] })),
      pairs: found.pairs(mostPairs).map(pair => ({ ...pair, words: [...pair.words] })),
    }),
  )
  return { groups, isCut: rows.length > mostTexts }
}
