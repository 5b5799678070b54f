import { expect, test } from 'vitest'
import { asJson } from '../../../scripts/bench/widget/as-json.ts'
import type { Figure } from '../../../scripts/bench/widget/measure.ts'
import { type Round, resultOf, turn } from '../../../scripts/bench/widget/measure-all.ts'
import { spread, table, verdictInWords } from '../../../scripts/bench/widget/table.ts'

const visit: Figure = {
  id: 'visit',
  words: 'trigger → painted',
  unit: 'ms',
  digits: 0,
  goal: { kind: 'times', of: 'bare', most: 2 },
}
const click: Figure = { ...visit, id: 'click', goal: { kind: 'over', of: 'bare', most: 17 } }
const shift: Figure = {
  id: 'shift',
  words: 'shift',
  unit: '',
  digits: 3,
  goal: { kind: 'at most', most: 0 },
}

const rounds: Round[] = [10, 12, 14].map(ms => {
  const all = { floor: ms, bare: 2 * ms, howlikely: 5 * ms }
  return new Map([visit, click].map(figure => [figure, all]))
})

test('a row has the median and the spread of every page, and how howlikely compares with its goal', () => {
  const text = table([resultOf(visit, rounds)])

  expect(text.split('\n')).toEqual([
    '| median [middle half of the rounds] | floor      | bare       | howlikely  | howlikely against its goal           |',
    '| ---------------------------------- | ---------- | ---------- | ---------- | ------------------------------------ |',
    '| trigger → painted, ms              | 12 [11–13] | 24 [22–26] | 60 [55–65] | 2.5 × bare; goal: at most 2 – missed |',
  ])
})

test('a figure is rounded to its own digits', () => {
  expect(spread({ median: 4.25, low: 3.999, high: 5 }, 1)).toBe('4.3 [4.0–5.0]')
})

test.each([
  ['a difference upwards', click, { value: 12.4, isMet: true }, '+12 ms over bare; goal: at most 17'],
  ['a difference downwards', click, { value: -3, isMet: true }, '-3 ms over bare; goal: at most 17'],
  ['a figure without a unit', shift, { value: 0.02, isMet: false }, '0.020; goal: at most 0 – missed'],
])('%s, in words', (_case, figure, verdict, words) => {
  expect(verdictInWords(figure, verdict)).toBe(words)
})

test('the file has every round, the medians and the verdict', () => {
  const run = { at: '2026-01-02T03:04:05.000Z', chromium: '150', processors: 2, load: 0.5, rounds: 3 }

  const written = JSON.parse(asJson(run, [resultOf(visit, rounds)]))

  expect(written).toMatchObject({
    ...run,
    figures: {
      visit: {
        unit: 'ms',
        goal: visit.goal,
        value: 2.5,
        isMet: false,
        pages: { howlikely: { median: 60, low: 55, high: 65 } },
        measured: { howlikely: [50, 60, 70] },
      },
    },
  })
})

test('each page begins as often as the others', () => {
  const firsts = [0, 1, 2, 3, 4, 5].map(number => turn(number)[0]?.name)

  expect(firsts).toEqual(['floor', 'bare', 'howlikely', 'floor', 'bare', 'howlikely'])
})
