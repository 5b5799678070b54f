import { describe, expect, test } from 'vitest'
import { emptyHistory, recordAsked, recordOutcome, serializeHistory } from '../../src/history/history.ts'
import { aStorageArea } from '../doubles/storage-area.ts'
import { days, noon } from '../eligibility/situations.ts'
import { aPage } from './a-page.ts'

/** A visitor who answered the survey at noon. */
function answered() {
  const local = aStorageArea()
  const history = recordOutcome(recordAsked(emptyHistory, 'customers', noon), 'customers', 'answered', noon)
  local.set('howlikely:main:history', serializeHistory(history))
  return local
}

describe('a survey on visits', () => {
  test.each([
    ['each quarter', '90d', 90],
    ['each half-year', '26w', 182],
    ['each year', '52w', 364],
  ])('comes %s', async (_pace, waitAfterAnswer, length) => {
    const options = { surveys: [{ id: 'customers', trigger: 'visit', waitAfterAnswer }] }
    const early = aPage({ local: answered(), options, at: noon + days(length) - 1 })
    await early.happens('visit')
    const due = aPage({ local: answered(), options, at: noon + days(length) })
    await due.happens('visit')

    expect([early.asked, due.asked]).toEqual([[], ['customers']])
  })

  test('is about the relationship, by itself', async () => {
    const local = aStorageArea()
    const page = aPage({ local, options: { surveys: [{ id: 'customers', trigger: 'visit' }] } })
    await page.happens('checkout')
    await page.happens('visit')

    expect(page.asked).toEqual(['customers'])
  })
})
