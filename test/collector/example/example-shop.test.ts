import { expect, test } from 'vitest'
import { answerFigures } from '../../../src/collector/answer-figures.ts'
import { exampleDays, exampleResponses } from '../../../src/collector/example/example-shop.ts'
import { verdictOf } from '../../../src/figures/difference.ts'
import { addCounts, type Counts } from '../../../src/figures/score.ts'
import { compareSegments } from '../../../src/figures/segments.ts'
import { countsOf } from '../../../src/report/api/counts-of.ts'
import { FiguresParameters } from '../../../src/report/api/figures-query.ts'
import { testDatabase } from '../test-database.ts'

const none: Counts = { promoters: 0, passives: 0, detractors: 0 }
const day = 86_400_000

/** The same, on whatever day and at whatever hour the test runs. */
test.each(['2026-05-01T00:00:00.000Z', '2027-02-28T23:59:59.999Z'])(
  'the made-up shop says what it was made to say, at %s',
  async instant => {
    const now = Date.parse(instant)
    const { store } = await testDatabase()
    const responses = exampleResponses(now)
    for (let start = 0; start < responses.length; start += 500) {
      await store.saveAll(responses.slice(start, start + 500))
    }
    const ask = async (query: object) =>
      (await answerFigures(store, FiguresParameters.parse(query), now)).groups
    const verdict = async (survey: string, period: string) => {
      const groups = await ask({ survey, period })
      const counts = (when: string) =>
        groups
          .filter(group => group.when === when)
          .map(({ scores }) => countsOf(scores))
          .reduce(addCounts, none)
      return verdictOf(counts('before'), counts('period'))
    }

    expect(await verdict('checkout', '90d')).toBe('fall')
    expect(await verdict('checkout', '30d')).toBe('noise')
    expect(await verdict('support', '90d')).toBe('noise')
    expect(await verdict('relationship', '90d')).toBe('noise')

    const teams = (await ask({ survey: 'support', by: 'team' })).filter(({ when }) => when === 'period')
    const comparisons = compareSegments(teams.map(({ scores }) => countsOf(scores)))
    const lowest = teams.filter((_, place) => comparisons[place]?.verdict === 'lower')
    expect(lowest.map(({ segments }) => segments)).toEqual([['south']])

    const times = responses.map(({ receivedAt }) => receivedAt)
    expect(Math.max(...times)).toBeLessThan(Math.floor(now / day) * day)
    expect(Math.min(...times)).toBeGreaterThanOrEqual(Math.floor(now / day) * day - exampleDays * day)
  },
)
