import { expect, test } from 'vitest'
import { AnswersAnswer } from '../../src/report/api/figures-answer.ts'
import { WordsAnswer } from '../../src/report/api/words-answer.ts'
import { aResponse } from './a-response.ts'
import { testCollector } from './test-collector.ts'

test('each group’s words are those of its texts in the period and the filters, and lead to as many answers', async () => {
  const { send, operatorGets } = await testCollector()
  const long = '2025-01-01T12:00:00.000Z'
  await send(
    aResponse({ score: 2, reason: 'The parcel arrived late' }),
    aResponse({ score: 3, reason: 'A later parcel; it arrived late again' }),
    aResponse({ score: 3, reason: 'My parcel. Arrived late? No: lost' }),
    aResponse({ score: 10, reason: 'Frakten och paketet och allt', locale: 'sv' }),
    aResponse({ score: 9, reason: 'Paketet och och', locale: 'sv' }),
    aResponse({ score: 1, reason: 'parcel', device: 'mobile', askedAt: long, scoredAt: long, endedAt: long }),
    aResponse({ state: 'scored', score: 1, reason: 'parcel' }),
    aResponse({ score: 8, reason: null }),
  )

  const { groups, isCut } = WordsAnswer.parse(await (await operatorGets('/api/words')).json())

  expect(isCut).toBe(false)
  expect(groups.map(({ category, texts }) => [category, texts])).toEqual([
    ['promoter', 2],
    ['passive', 0],
    ['detractor', 3],
  ])
  expect(groups[0]?.words).toEqual([{ words: ['paketet'], texts: 2 }])
  expect(groups[2]?.words.map(({ words, texts }) => [...words, texts])).toEqual([
    ['arrived', 3],
    ['late', 3],
    ['parcel', 3],
  ])
  expect(groups[2]?.pairs).toEqual([{ words: ['arrived', 'late'], texts: 3 }])
  for (const { category, words, pairs } of groups) {
    for (const { words: found, texts } of [...words, ...pairs]) {
      const query = new URLSearchParams({ words: `"${found.join(' ')}"`, category })
      const { answers } = AnswersAnswer.parse(await (await operatorGets(`/api/answers?${query}`)).json())
      expect(answers).toHaveLength(texts)
    }
  }
})
