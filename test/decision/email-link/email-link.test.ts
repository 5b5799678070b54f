import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { withoutLink } from '../../../src/decision/email-link/email-link.ts'
import { aStorageArea } from '../../doubles/storage-area.ts'
import { noon } from '../../eligibility/situations.ts'
import { aVisitedPage, signature } from '../a-visited-page.ts'

const parameters = {
  howlikely: 'support',
  'howlikely-ref': 'T-77',
  'howlikely-respondent': 'u_1',
  'howlikely-score': '9',
  'howlikely-signature': signature,
}
const query = (changes: Record<string, string | undefined> = {}) => {
  const all = Object.entries({ ...parameters, ...changes }).filter(([, value]) => value !== undefined)
  return `?${new URLSearchParams(all as [string, string][])}`
}

async function arrive(about: Parameters<typeof aVisitedPage>[0]) {
  const page = aVisitedPage(about)
  await page.settled()
  return page
}

describe('a link in an e-mail', () => {
  test('opens its survey with its trigger', async () => {
    const { opened, statements } = await arrive({ query: query() })

    expect(opened).toEqual([
      {
        survey: 'support',
        due: 0,
        trigger: {
          name: 'support',
          ref: 'T-77',
          source: 'link',
          signature,
          at: noon,
          value: null,
          currency: null,
          properties: {},
        },
      },
    ])
    expect(statements.identify).toEqual({ id: 'u_1' })
  })

  test('as a help desk’s template writes it opens its survey about that ticket, with its score', async () => {
    const guide = readFileSync(new URL('../../../docs/links.md', import.meta.url), 'utf8')
    const [, template = ''] = /<a href="([^"]*\{\{ticket\.id\}\}[^"]*)"/.exec(guide) ?? []
    const { search } = new URL(template.replaceAll('&amp;', '&').replace('{{ticket.id}}', '35436'))
    const { opened, session, address } = await arrive({ query: search })

    expect(opened).toMatchObject([{ survey: 'support', trigger: { ref: '35436', signature: null } }])
    expect(JSON.parse(session.get('howlikely:main:draft') ?? '')).toMatchObject({ score: 9 })
    expect(address()).toBe('')
  })

  test('has the first of the triggers that its survey waits for', async () => {
    const surveys = [{ id: 'help', trigger: ['solved', 'closed'] }]
    const { opened } = await arrive({ query: query({ howlikely: 'help' }), options: { surveys } })

    expect(opened[0]?.trigger.name).toBe('solved')
  })

  test.each(['0', '9', '10'])('chooses the score %s, and nothing more', async score => {
    const { session } = await arrive({ query: query({ 'howlikely-score': score }) })

    expect(JSON.parse(session.get('howlikely:main:draft') ?? '')).toEqual({
      score: Number(score),
      reason: '',
      answers: {},
      contact: { allowed: false, email: '' },
    })
  })

  test.each(['11', '-1', '9.5', '09', 'nine', '9 ', undefined])(
    'with the score "%s" opens its survey and chooses none',
    async score => {
      const { session, opened } = await arrive({ query: query({ 'howlikely-score': score }) })

      expect(opened).toHaveLength(1)
      expect(session.get('howlikely:main:draft')).toBeNull()
    },
  )

  test('leaves the address without it, and all else there as it is spelled', async () => {
    const { address } = await arrive({ query: `?a=b%20c&${query().slice(1)}&d=%2F` })

    expect(address()).toBe('?a=b%20c&d=%2F')
  })

  test('skips the waits, but not the order that was asked about', async () => {
    const local = aStorageArea()
    const before = aVisitedPage({ local })
    await before.happens('support', { ref: 'T-1' })

    expect((await arrive({ local, query: query({ 'howlikely-ref': 'T-2' }) })).opened).toHaveLength(1)
    const again = await arrive({ local, query: query({ 'howlikely-ref': 'T-1' }) })
    expect(again.opened).toHaveLength(0)
    expect(again.session.get('howlikely:main:draft')).toBeNull()
    expect((await again.verdicts('support')).ref?.pass).toBe(false)
  })

  test('waits for consent, and opens then', async () => {
    const page = await arrive({ query: query(), options: { consent: 'required' } })
    expect(page.opened).toHaveLength(0)
    page.statements.consent = true
    page.decision.changed()
    await page.settled()
    page.decision.changed()
    await page.settled()

    expect(page.opened).toHaveLength(1)
  })

  test('keeps the page’s identity if that is the same customer', async () => {
    const identify = { id: 'u_1', signature, traits: { plan: 'pro' } }
    const { statements } = await arrive({ query: query(), identify })

    expect(statements.identify).toBe(identify)
  })

  const expired = `v1.1000000000.${'a'.repeat(43)}`
  const linkOf = (signature: string | undefined) => query({ 'howlikely-signature': signature })

  describe.each([
    ['signed', signature, 'signed', 'link'],
    ['signed', signature, 'not signed', 'link'],
    ['signed', signature, 'expired', 'link'],
    ['not signed', undefined, 'signed', 'page'],
    ['not signed', undefined, 'not signed', 'link'],
    ['not signed', undefined, 'expired', 'link'],
    ['signed with nothing', '', 'signed', 'page'],
    ['signed in a form that nobody can read', 'v1.forged', 'signed', 'page'],
    ['signed and expired', expired, 'signed', 'page'],
    ['signed and expired', expired, 'not signed', 'link'],
  ] as const)('that is %s', (_link, ofLink, page, believed) => {
    const ofPage = { signed: signature, expired, 'not signed': undefined }[page]
    const identify = { id: 'u_2', signature: ofPage, traits: { plan: 'pro' } }
    const right = believed === 'link' ? { id: 'u_1' } : identify

    test(`names one, and the page another, ${page}: the ${believed} is believed`, async () => {
      const { statements, opened } = await arrive({ query: linkOf(ofLink), identify })

      expect(statements.identify).toEqual(right)
      expect(opened).toHaveLength(1)
    })

    test(`and so it is where the page, ${page}, says it later`, async () => {
      const arrived = await arrive({ query: linkOf(ofLink) })
      arrived.statements.identify = identify
      arrived.decision.changed()
      await arrived.settled()

      expect(arrived.statements.identify).toEqual(right)
    })
  })

  test.each([
    ['expired', expired, 'has expired'],
    ['unreadable', 'forged', 'cannot be read'],
  ])('whose signature is %s opens its survey, and the site is told', async (_case, signature, words) => {
    const { opened, problems } = await arrive({ query: query({ 'howlikely-signature': signature }) })

    expect(opened).toHaveLength(1)
    expect(problems).toMatchObject([{ code: 'signature', option: null }])
    expect(problems[0]?.message).toContain(words)
  })

  test.each([
    ['of a survey that there is not', query({ howlikely: 'gone' })],
    ['for the preview', query({ howlikely: 'preview' })],
    ['without a survey', query({ howlikely: undefined })],
  ])('%s opens nothing and leaves the address alone', async (_case, query) => {
    const page = await arrive({ query })

    expect([page.opened, page.address()]).toEqual([[], query])
  })
})

test.each([
  ['', ''],
  ['?', ''],
  ['?howlikely=a', ''],
  ['?howlikely=a&howlikely-score=9&b', '?b'],
  ['?howlikelys=a&xhowlikely=b', '?howlikelys=a&xhowlikely=b'],
])('%s without the link is %s', (query, rest) => {
  expect(withoutLink(query)).toBe(rest)
})
