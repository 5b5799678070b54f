import { expect, test } from 'vitest'
import { brokenRules, type Scene, type WitnessedAsking, type WrittenOptions } from './judge.ts'

const noon = Date.UTC(2026, 4, 6, 12)
const day = 86_400_000
const right = (at: number) => ({ at, clock: at })

const scene: Scene = {
  path: '/thank-you',
  device: 'desktop',
  consents: true,
  gpc: false,
  automated: false,
  canRemember: true,
  openElsewhere: false,
  disturbed: false,
  visit: 9,
  pageInVisit: 3,
  firstVisit: right(noon - 100 * day),
  builtAt: 0,
}
const options: WrittenOptions = {
  surveys: [
    { id: 'checkout', trigger: ['checkout'] },
    { id: 'support', trigger: ['support'] },
  ],
}
const asked = (at: number, changes: Partial<WitnessedAsking> = {}): WitnessedAsking => ({
  survey: 'checkout',
  trigger: { name: 'checkout', ref: null },
  opened: false,
  asked: right(at),
  ended: null,
  optedOut: null,
  scene,
  ...changes,
})
const earlier = (at: number, changes: Partial<WitnessedAsking> = {}) =>
  asked(at, { scene: { ...scene, visit: 1 }, ...changes })
const answered = (at: number) => earlier(at, { ended: { ...right(at), outcome: 'answered' } })
const dismissed = (at: number) => earlier(at, { ended: { ...right(at), outcome: 'dismissed' } })
const support = { survey: 'support', trigger: { name: 'support', ref: null } }

type Row = [
  rule: string,
  before: WitnessedAsking[],
  asking: WitnessedAsking,
  options?: Partial<WrittenOptions>,
]

test.each<Row>([
  ['wait-after-answer', [answered(noon - 90 * day + 1)], asked(noon)],
  ['wait-after-dismissal', [dismissed(noon - 30 * day + 1)], asked(noon), { waitBetween: '0' }],
  ['wait-after-dismissal', [dismissed(noon - 200 * day), dismissed(noon - 60 * day + 1)], asked(noon)],
  [
    'wait-after-dismissal',
    [...[900, 700, 500, 300].map(ago => dismissed(noon - ago * day)), dismissed(noon - 180 * day + 1)],
    asked(noon),
  ],
  ['wait-after-ignored', [earlier(noon - 30 * day + 1)], asked(noon), { waitBetween: '0' }],
  ['wait-between', [answered(noon - 30 * day + 1)], asked(noon, support)],
  [
    'max-per-year',
    [365, 300, 200, 100].map((ago, index) => answered(noon - ago * day + (index ? 0 : 1))),
    asked(noon, support),
  ],
  ['opt-out', [earlier(noon - 365 * day, { optedOut: right(noon - 365 * day + 1) })], asked(noon)],
  [
    'ref',
    [earlier(noon - 999 * day, { trigger: { name: 'checkout', ref: 'A' } })],
    asked(noon, { trigger: { name: 'checkout', ref: 'A' } }),
  ],
  ['trigger', [], asked(noon, { trigger: { name: 'support', ref: null } })],
  ['session', [asked(noon - 999 * day)], asked(noon)],
  ['enabled', [], asked(noon), { enabled: false }],
  ['never', [], asked(noon), { never: ['/thank-you'] }],
  ['clock', [], asked(noon, { scene: { ...scene, builtAt: noon + 1 } })],
  ['consent', [], asked(noon, { scene: { ...scene, consents: false } })],
  ['gpc', [], asked(noon, { scene: { ...scene, gpc: true } }), { gpc: 'skip' }],
  ['automation', [], asked(noon, { scene: { ...scene, automated: true } })],
  ['memory', [], asked(noon, { scene: { ...scene, canRemember: false } })],
  ['other-tab', [], asked(noon, { scene: { ...scene, openElsewhere: true } })],
  ['moment', [], asked(noon, { scene: { ...scene, disturbed: true } })],
  ['min-age', [], asked(noon), { minAge: '101d' }],
  ['min-visits', [], asked(noon), { minVisits: 10 }],
  ['min-pages', [], asked(noon), { minPages: 4 }],
  ['from', [], asked(noon), { from: '2026-05-07' }],
  ['until', [], asked(noon), { until: '2026-05-06' }],
  ['hours', [], asked(noon), { hours: { from: '13:00', to: '17:00', zone: 'UTC' } }],
  ['hours', [], asked(noon), { hours: { days: [0, 1, 2, 4, 5, 6], zone: 'UTC' } }],
  ['where', [], asked(noon), { device: 'mobile' }],
  ['sample', [], asked(noon), { sample: 0 }],
])('the judge sees that %s was broken', (rule, before, asking, changes) => {
  expect(brokenRules(asking, before, { ...options, ...changes })).toEqual([rule])
})

test.each<
  [why: string, before: WitnessedAsking[], asking: WitnessedAsking, options?: Partial<WrittenOptions>]
>([
  ['nobody was asked before', [], asked(noon)],
  ['every wait is over', [answered(noon - 90 * day)], asked(noon)],
  ['the doubled wait is over', [dismissed(noon - 200 * day), dismissed(noon - 60 * day)], asked(noon)],
  [
    'an answer ended the row',
    [dismissed(noon - 300 * day), answered(noon - 150 * day), dismissed(noon - 30 * day)],
    asked(noon),
  ],
  [
    'the oldest of four is a year old',
    [365, 300, 200, 100].map(ago => answered(noon - ago * day)),
    asked(noon, support),
  ],
  ['the opt-out is over', [earlier(noon - 365 * day, { optedOut: right(noon - 365 * day) })], asked(noon)],
  [
    'the visitor opened it',
    [answered(noon - day)],
    asked(noon, { opened: true }),
    { sample: 0, minVisits: 99 },
  ],
  ['the clock was wrong', [answered(noon - day)], asked(noon, { asked: { at: noon, clock: noon + 1 } })],
  [
    'the clock was wrong before',
    [answered(noon - day)].map(one => ({ ...one, asked: { at: 0, clock: 1 } })),
    asked(noon),
  ],
  [
    'the hours span midnight',
    [],
    asked(noon),
    { hours: { days: [2], from: '22:00', to: '12:01', zone: 'UTC' } },
  ],
])('the judge lets it pass where %s', (_why, before, asking, changes) => {
  expect(brokenRules(asking, before, { ...options, ...changes })).toEqual([])
})
