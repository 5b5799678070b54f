import { expect, test } from 'vitest'
import { reportData } from '../../src/report/report-data.ts'

const none = { promoters: 0, passives: 0, detractors: 0 }
const change = {
  before: { promoters: 500, passives: 270, detractors: 230 },
  after: { promoters: 600, passives: 250, detractors: 150 },
}
const survey = { site: 'main', survey: 'checkout', kind: 'transactional' } as const

test('scores and bounds have one decimal', () => {
  const figures = {
    ...survey,
    answered: { promoters: 60, passives: 40, detractors: 20 },
    unconfirmed: { ...none, promoters: 4 },
    selfSelected: none,
    verified: 0,
    tests: 1,
  }

  expect(
    reportData({
      leftOut: 0,
      undeclared: 0,
      surveys: [{ figures, change, reasons: [], olderReasons: null }],
      now: 0,
    }),
  ).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    leftOut: 0,
    undeclared: 0,
    surveys: [
      {
        ...survey,
        score: 33.3,
        answers: 120,
        promoters: 60,
        passives: 40,
        detractors: 20,
        interval: { low: 19.3, high: 45.7 },
        unconfirmed: { score: 100, answers: 4, ...none, promoters: 4, scoreWithThem: 35.5 },
        selfSelected: { score: null, answers: 0, ...none },
        tests: 1,
        verified: 0,
        change: {
          before: { score: 27, answers: 1000, ...change.before },
          after: { score: 45, answers: 1000, ...change.after },
          difference: 18,
          interval: { low: 11.2, high: 24.8 },
          verdict: 'rise',
          words: 'Up 18 from the 28 days before: a real rise.',
        },
        reasons: [],
      },
    ],
  })
})

test('no answers are null, not 0', () => {
  const figures = { ...survey, answered: none, unconfirmed: none, selfSelected: none, tests: 0, verified: 0 }

  expect(
    reportData({
      leftOut: 0,
      undeclared: 0,
      surveys: [{ figures, change, reasons: [], olderReasons: null }],
      now: 0,
    }).surveys,
  ).toMatchObject([{ score: null, interval: null, unconfirmed: { scoreWithThem: null } }])
})
