import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Asking } from '../../src/decision/asking.ts'
import type { Explanation } from '../../src/decision/explainer.ts'
import type { RawTrigger } from '../../src/decision/page-context.ts'
import type { Situation } from '../../src/eligibility/situation.ts'
import { createExplainer } from '../../src/explain/explain.ts'
import { openMemory } from '../../src/history/memory.ts'
import type { RuleName } from '../../src/protocol/rule-name.ts'
import { notHere } from '../doubles/page-context.ts'
import { aStorageArea } from '../doubles/storage-area.ts'
import {
  aHistory,
  anAsking,
  aSituation,
  aSurvey,
  aTrigger,
  noon,
  someSettings,
} from '../eligibility/situations.ts'

const { explain } = createExplainer(notHere)

/** The rules that stand in the survey's way, with their words, while this is what the asking waits for. */
function against(moment: ReturnType<Asking['moment']>) {
  const local = aStorageArea()
  const situation = aSituation({ trigger: aTrigger() })
  const memory = openMemory({
    settings: situation.settings,
    area: aStorageArea(),
    now: noon,
    builtAt: 0,
  })
  const asking = { moment: () => moment, waiting: () => [], outbox: () => [], shown: () => null }
  const { surveys } = explain({
    situation,
    triggerLog: [],
    lastJudged: aTrigger(),
    memory,
    asking,
    layers: [],
    local,
  })
  return surveys
    .flatMap(({ rules }) => rules.filter(({ pass }) => !pass))
    .map(({ rule, words }) => [rule, words])
}

describe('explain says about a survey that waits', () => {
  beforeEach(() => {
    vi.stubGlobal('document', { scripts: [] })
    for (const way of ['groupCollapsed', 'log', 'warn'] as const)
      vi.spyOn(console, way).mockImplementation(() => {})
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  test.each([
    ['hidden', 'The page is hidden; the survey waits until it is visible.'],
    ['fullscreen', 'The page is in full screen; the survey waits until it no longer is.'],
    ['typing', 'The visitor is typing; the survey waits.'],
    ['modal', 'A dialog is open; the survey waits until it is closed.'],
    [
      'asking',
      'Something else asks the visitor, such as a cookie banner; the survey waits until it is gone.',
    ],
    ['printing', 'The page is being printed; the survey waits.'],
  ] as const)('that the moment is bad: %s', (moment, words) => {
    expect(against(moment)).toEqual([['moment', words]])
  })

  test('nothing about the moment if it is good, nor on a page that has a rule of its own', () => {
    expect(against(null)).toEqual([])
    expect(against('never')).toEqual([])
  })
})

const heard = (name: string, about: Partial<RawTrigger> = {}): RawTrigger => ({
  name,
  details: {},
  source: 'command',
  at: noon,
  ...about,
})
const visit = heard('visit', { source: 'visit', at: noon + 50 })

describe('explain speaks of what a survey waits for', () => {
  const printed: string[] = []
  const headings: unknown[] = []
  beforeEach(() => {
    printed.length = 0
    headings.length = 0
    vi.stubGlobal('document', { scripts: [] })
    vi.spyOn(console, 'groupCollapsed').mockImplementation((...words) => void headings.push(...words))
    vi.spyOn(console, 'log').mockImplementation(line => void printed.push(line))
    vi.spyOn(console, 'warn').mockImplementation(() => {})
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  function explained(triggerLog: RawTrigger[], changes: Partial<Situation> = {}, open: string | null = null) {
    const settings = someSettings({
      surveys: [aSurvey(), aSurvey({ id: 'support', triggers: ['support'] })],
    })
    const situation = aSituation({ settings, trigger: null, ...changes })
    const memory = openMemory({ settings, area: aStorageArea(), now: noon, builtAt: 0 })
    const asking = { moment: () => null, waiting: () => [], outbox: () => [], shown: () => open }
    return explain({
      situation,
      triggerLog,
      lastJudged: null,
      memory,
      asking,
      layers: [],
      local: aStorageArea(),
    })
  }
  const wordsOf = ({ surveys }: Explanation, id: string, name: RuleName) =>
    surveys.find(survey => survey.id === id)?.rules.find(({ rule }) => rule === name)?.words

  test('not of the visit that came after it', () => {
    const found = explained([heard('checkout', { source: 'tag', details: { ref: 'A-1' } }), visit])

    expect(found.trigger).toMatchObject({ name: 'checkout', ref: 'A-1' })
    expect(wordsOf(found, 'checkout', 'trigger')).toBe('"checkout" is what this survey waits for.')
  })

  test('each survey of its own', () => {
    const found = explained([heard('checkout'), heard('support', { at: noon + 20_000 })])

    expect(found.surveys.map(({ eligible }) => eligible)).toEqual([true, true])
    expect(found.trigger?.name).toBe('support')
  })

  test('a word that no survey waits for appears, whatever visit comes after it', () => {
    const found = explained([heard('purchase', { source: 'tag' }), visit])

    expect(found.trigger?.name).toBe('purchase')
    expect(wordsOf(found, 'checkout', 'trigger')).toBe(
      '"purchase" happened, and this survey waits for "checkout".',
    )
    expect(printed.join('\n')).toMatch(/purchase, tag: no survey waits for it/)
  })

  test('all that happened is listed, what was reported twice only once', () => {
    const found = explained([
      heard('checkout', { source: 'ga4' }),
      heard('checkout', { source: 'tag', at: noon + 100, details: { ref: 'A-1' } }),
      visit,
    ])

    expect(found.happened.map(({ name, ref }) => [name, ref])).toEqual([
      ['checkout', 'A-1'],
      ['visit', null],
    ])
    expect(printed.join('\n')).toMatch(/checkout \(A-1\), tag: what "checkout" waits for\./)
  })

  test('the heading says the first reason', () => {
    explained([heard('checkout')], { history: aHistory({ askings: [anAsking('answered', noon)] }) })

    expect(headings.join(' ')).toMatch(
      /The survey "checkout" does not ask before .*\. This visitor answered on .* The survey "support" does not ask.* waits for "support"/,
    )
  })

  test('the heading says what is open, and nothing says that it was ignored', () => {
    const history = aHistory({ askings: [anAsking('open', noon)] })
    const found = explained([heard('checkout')], { history, askedInThisVisit: true }, 'checkout')

    expect(found.open).toBe('checkout')
    expect(headings[1]).toBe('The survey "checkout" is open on this page now.')
    expect(printed.join('\n')).not.toMatch(/ignored this survey on/)
  })

  test('nothing has happened yet', () => {
    const found = explained([])

    expect(found).toMatchObject({ trigger: null, happened: [] })
    expect(printed[0]).toBe('Nothing has happened on this page yet.')
  })
})
