import { describe, expect, test } from 'vitest'
import { minutes, noon } from '../eligibility/situations.ts'
import { aVisitedPage, signature } from './a-visited-page.ts'

const link = `?${new URLSearchParams({
  howlikely: 'support',
  'howlikely-ref': 'T-77',
  'howlikely-respondent': 'u_1',
  'howlikely-signature': signature,
})}`

describe('consent that is withdrawn leaves nothing', () => {
  test('of a survey that an e-mail’s link has opened, on a quiet page afterwards', async () => {
    const options = { consent: 'required' }
    const opening = aVisitedPage({ options, query: link, consent: true })
    await opening.settled()
    await opening.happens('checkout')
    expect(opening.local.keys()).toContain('howlikely:main:history')

    const quiet = aVisitedPage({ options, local: opening.local, at: noon + minutes(5), consent: false })
    await quiet.settled()
    expect(quiet.local.keys()).toEqual([])
  })

  test('of the sample’s seed', async () => {
    const options = { consent: 'required', sample: 0.5 }
    const page = aVisitedPage({ options, consent: true })
    await page.happens('refund')
    await page.happens('checkout')
    expect(page.local.keys()).toContain('howlikely:main:history')
    page.statements.consent = false
    page.decision.changed()
    await page.settled()
    expect(page.local.keys()).toEqual([])

    // Nor is one thrown before the visitor agrees again.
    await page.happens('checkout')
    expect(page.local.keys()).toEqual([])
  })

  test('even if the site needs no consent: a visitor who refuses is not asked, and is forgotten', async () => {
    const page = aVisitedPage({ options: {} })
    await page.happens('checkout')
    expect(page.local.keys()).toContain('howlikely:main:history')
    page.statements.consent = false
    page.decision.changed()
    await page.settled()
    expect(page.local.keys()).toEqual([])

    await page.happens('checkout')
    expect(page.local.keys()).toEqual([])
  })
})
