import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Asking } from '../../src/decision/asking.ts'
import { createExplainer } from '../../src/explain/explain.ts'
import { openMemory } from '../../src/history/memory.ts'
import { notHere } from '../doubles/page-context.ts'
import { aStorageArea } from '../doubles/storage-area.ts'
import { aSituation, aTrigger, noon } from '../eligibility/situations.ts'

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
  const asking = { moment: () => moment, waiting: () => [], outbox: () => [] }
  const { surveys } = explain({ situation, memory, asking, layers: [], local })
  return surveys
    .flatMap(({ rules }) => rules.filter(({ pass }) => !pass))
    .map(({ rule, words }) => [rule, words])
}

describe('explain says of a survey that waits', () => {
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

  test('nothing of the moment where it is good, nor on a page that has a rule of its own', () => {
    expect(against(null)).toEqual([])
    expect(against('never')).toEqual([])
  })
})
