import { expect, test } from 'vitest'
import type { Change } from '../../src/report/change.ts'
import type { SurveyFigures } from '../../src/report/figures.ts'
import type { Reason } from '../../src/report/reason.ts'
import { reportPage } from '../../src/report/report-page.ts'

const none = { promoters: 0, passives: 0, detractors: 0 }
const now = Date.parse('2026-05-01T12:00:00.000Z')

const figures = (changes: Partial<SurveyFigures> = {}): SurveyFigures => ({
  site: 'main',
  survey: 'checkout',
  kind: 'transactional',
  answered: { promoters: 60, passives: 40, detractors: 20 },
  unconfirmed: none,
  selfSelected: none,
  verified: 0,
  tests: 0,
  ...changes,
})

const aReason: Reason = {
  id: '0199c0de-0000-7000-8000-000000000001',
  score: 9,
  reason: 'Fast delivery',
  at: now,
  triggerName: 'checkout',
  ref: 'A-1042',
  pageUrl: 'https://shop.example/thank-you',
  locale: 'en',
  selfSelected: false,
  verified: false,
}

function page(
  surveys: readonly SurveyFigures[],
  changes: { countUnconfirmed?: boolean; reasons?: Reason[]; change?: Change } = {},
) {
  const { countUnconfirmed = false, reasons = [], change = { before: none, after: none } } = changes
  const reports = surveys.map(survey => ({ figures: survey, change, reasons, olderReasons: null }))
  return reportPage({ surveys: reports, leftOut: 0, countUnconfirmed, now })
}

/** The visible text, with a space between the pieces. */
function textOf(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('a survey shows its score with the interval, the answers and the three shares', () => {
  const text = textOf(page([figures()]))

  expect(text).toContain('NPS® 33')
  expect(text).toContain('95% interval 19 to 46 · 120 answers')
  expect(text).toContain('Promoters 9–10 60 50%')
  expect(text).toContain('Passives 7–8 40 33%')
  expect(text).toContain('Detractors 0–6 20 17%')
})

test('a score below nought has a true minus sign', () => {
  expect(textOf(page([figures({ answered: { promoters: 10, passives: 10, detractors: 40 } })]))).toContain(
    'NPS® −50',
  )
})

test('without an answer it says so, and shows neither a score nor shares', () => {
  const text = textOf(page([figures({ answered: none })]))

  expect(text).toContain('No answers yet')
  expect(text).not.toContain('NPS® 0')
  expect(text).not.toContain('Share of answers by group')
})

test('without any survey it says what will be here', () => {
  expect(textOf(page([]))).toContain('No answers yet As soon as a visitor answers')
})

test('passives alone make a score of 0, which is a score', () => {
  expect(textOf(page([figures({ answered: { ...none, passives: 40 } })]))).toContain('NPS® 0')
})

const guard = 'Fewer than 30 answers'

test('29 answers are too few to rely on', () => {
  expect(textOf(page([figures({ answered: { ...none, promoters: 29 } })]))).toContain(guard)
})

test('30 answers are not', () => {
  expect(textOf(page([figures({ answered: { ...none, promoters: 30 } })]))).not.toContain(guard)
})

const withUnconfirmed = figures({ unconfirmed: { ...none, promoters: 10 } })

test('unconfirmed scores are shown next to the score', () => {
  const text = textOf(page([withUnconfirmed]))

  expect(text).toContain('NPS® 33')
  expect(text).toContain(
    '10 scores were chosen and never sent (unconfirmed); with them the score would be 38',
  )
  expect(text).toContain('Include them')
})

test('switched on, they are part of it', () => {
  const text = textOf(page([withUnconfirmed], { countUnconfirmed: true }))

  expect(text).toContain('NPS® 38')
  expect(text).toContain('130 answers')
  expect(text).toContain(
    '10 scores were chosen and never sent (unconfirmed), and included; without them it would be 33',
  )
  expect(text).toContain('Exclude them')
})

test('if there are none, they are not mentioned', () => {
  expect(textOf(page([figures()]))).not.toMatch(/unconfirmed/i)
})

test('self-selected and test answers are shown next to the score', () => {
  const text = textOf(page([figures({ selfSelected: { ...none, detractors: 2 }, tests: 3 })]))

  expect(text).toContain('NPS® 33')
  expect(text).toContain('2 self-selected, not in the score; theirs is −100')
  expect(text).toContain('3 test answers left out')
})

test('a reason is shown with its score, time, order, page and locale', () => {
  const text = textOf(page([figures()], { reasons: [aReason] }))

  expect(text).toContain(
    '9 promoter Fast delivery 1 May 2026, 12:00 UTC Trigger checkout Ref A-1042 Page /thank-you Language English',
  )
})

test('a reason without an order or a known page is shown without them', () => {
  const text = textOf(
    page([figures()], { reasons: [{ ...aReason, ref: null, pageUrl: null, selfSelected: true }] }),
  )

  expect(text).toContain('9 promoter self-selected Fast delivery 1 May 2026, 12:00 UTC Language English')
})

/** Texts in a message that could pass for the report's own words. */
const disguised = [
  'verified',
  'en\u2003verified',
  'en verified',
  'A-1\u00a0\u2003\u3000verified',
  'A-1\u2028verified',
  'A-1\u202e\u2066deifirev\u2069verified',
  'A-1\u200b\u3164\u2800verified',
  '\u1d20erified',
  '\u2069</bdi> verified',
  'Language: en · verified',
]

test.each(disguised)('what a message says is labelled, and never in the shape of a mark: %j', text => {
  const said = { triggerName: text, ref: text, pageUrl: text, locale: text }
  const html = page([figures()], { reasons: [{ ...aReason, ...said }] })

  const marks = [...html.matchAll(/<span class="mark">([^<]*)/g)].map(([, mark]) => mark)
  expect(marks).toEqual([])
  const labelled = [...html.matchAll(/<dt>(\w+)<\/dt> <dd><bdi>([^<]*)<\/bdi><\/dd>/g)]
  expect(labelled.map(([, label]) => label)).toEqual(['Trigger', 'Ref', 'Page', 'Language'])
  for (const [, , shown = ''] of labelled) {
    expect(shown).not.toMatch(/(?! )[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u)
    expect(shown).toContain('erified')
  }
  // Nowhere else.
  expect(html.split('erified').length - 1).toBe(4 * (text.split('erified').length - 1))
})

test('what a visitor wrote changes no direction outside of it, and keeps its lines, joins and marks', () => {
  const reason = 'سلام \u200fمی\u200cخواهم 👩\u200d🚀\nabc \u202e\u2067def'
  const html = page([figures()], { reasons: [{ ...aReason, reason }] })

  expect(html).toContain('سلام \u200fمی\u200cخواهم 👩\u200d🚀\nabc def</blockquote>')
})

test('what is known about an answer is shown as a mark', () => {
  const html = page([figures()], { reasons: [{ ...aReason, selfSelected: true, verified: true }] })

  expect(html).toContain('<span class="mark">self-selected</span> <span class="mark">verified</span>')
})

test('what visitors write is text, whatever it looks like', () => {
  const nasty = '<img src=x onerror=alert(1)>'
  const html = page([figures({ survey: 'a"><script>' })], {
    reasons: [{ ...aReason, reason: nasty, ref: nasty, pageUrl: 'javascript:alert(1)', locale: '"><b>' }],
  })

  expect(html).not.toMatch(/<img|<script|<b>|href="javascript/)
  expect(html).toContain('&lt;img src=x onerror=alert(1)>')
})

test('two surveys have a score each, and nothing is pooled', () => {
  const visit = figures({ survey: 'visit', kind: 'relationship', answered: { ...none, promoters: 50 } })
  const text = textOf(page([figures(), visit]))

  expect(text).toContain('NPS® 33')
  expect(text).toContain('NPS® 100')
  expect(text).toContain('Relationship: asked about the relationship as a whole')
  expect(text.match(/NPS® −?\d+/g)).toHaveLength(2)
})

test('the owners of the marks are named', () => {
  expect(textOf(page([]))).toContain(
    'registered trademarks of Bain &amp; Company, Inc., NICE Systems, Inc., and Fred Reichheld',
  )
})

test('verified answers are counted next to the score, and a switch counts only them', () => {
  const html = page([figures({ verified: 12 })])

  expect(textOf(html)).toContain('12 answers verified')
  expect(html).toContain('<a href="/report?verified=only">Count only these</a>')
})

test('a report without a verified answer has no such switch', () => {
  expect(page([figures()])).not.toContain('verified=only')
})

const counts = (promoters: number, passives: number, detractors: number) => ({
  promoters,
  passives,
  detractors,
})

test.each([
  [
    counts(600, 250, 150),
    counts(500, 270, 230),
    'Last 28 days: 27 from 1,000 answers. Down 18 from the 28 days before: a real fall.',
  ],
  [
    counts(500, 270, 230),
    counts(600, 250, 150),
    'Last 28 days: 45 from 1,000 answers. Up 18 from the 28 days before: a real rise.',
  ],
  [
    counts(58, 25, 17),
    counts(60, 25, 15),
    'Last 28 days: 45 from 100 answers. Up 4 from the 28 days before, within noise: about 5,300 more answers would tell.',
  ],
  [
    counts(60, 25, 15),
    counts(60, 25, 15),
    'Last 28 days: 45 from 100 answers. The same as in the 28 days before, within noise.',
  ],
  [
    counts(10, 5, 5),
    counts(60, 25, 15),
    'Up 20 from the 28 days before; with fewer than 30 answers in either, that says nothing yet.',
  ],
  [none, counts(60, 25, 15), 'There were none in the 28 days before to compare with.'],
  [counts(60, 25, 15), none, 'No answers in the last 28 days.'],
])('from %j to %j the report says whether that is a change', (before, after, words) => {
  expect(textOf(page([figures()], { change: { before, after } }))).toContain(words)
})

test('if only verified answers count and none is verified, it says so and how to sign, not that nobody answered', () => {
  const html = reportPage({ surveys: [], leftOut: 0, countUnconfirmed: false, onlyVerified: true, now })

  expect(textOf(html)).toContain('No answer is verified')
  expect(textOf(html)).toContain('your server signs')
  expect(textOf(html)).not.toContain('No answers yet')
  expect(html).toContain('<a href="/report">Count all</a>')
})

test('an empty report says what to do next', () => {
  const html = reportPage({ surveys: [], leftOut: 0, countUnconfirmed: false, now })

  for (const address of ['/report/app', '/report/app/surveys', '/report/example'])
    expect(html).toContain(`href="${address}"`)
})

test('a survey with a name is called by it, with its id next to it', () => {
  const report = {
    figures: figures(),
    change: { before: none, after: none },
    reasons: [],
    olderReasons: null,
  }
  const named = { ...report, name: 'After a purchase', siteName: 'The shop' }
  const html = reportPage({ surveys: [named], leftOut: 0, countUnconfirmed: false, now })

  expect(html).toMatch(/<h2 [^>]*>After a purchase<\/h2>/)
  expect(textOf(html)).toContain('· checkout · site The shop')
})
