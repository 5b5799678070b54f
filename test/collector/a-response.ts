import { randomUUID } from 'node:crypto'
import type { ResponseRecord } from '../../src/protocol/response.ts'

type Changes = Partial<Omit<ResponseRecord, 'trigger' | 'page'>> & {
  trigger?: Partial<ResponseRecord['trigger']>
  page?: Partial<ResponseRecord['page']>
}

/** An answered checkout survey as the widget sends it, apart from `changes`. Each has an id of its own. */
export function aResponse({ trigger, page, ...changes }: Changes = {}): ResponseRecord {
  return {
    schema: 1,
    id: randomUUID(),
    revision: 3,
    site: 'main',
    state: 'answered',
    endedBy: 'sent',
    test: false,
    survey: 'checkout',
    kind: 'transactional',
    question: 'How likely is it that you would recommend us to a friend or colleague?',
    reasonQuestion: 'What do you like most?',
    locale: 'en',
    scaleOrder: 'ascending',
    trigger: { name: 'checkout', ref: null, source: 'ga4', at: '2026-05-01T11:59:00.000Z', ...trigger },
    score: 9,
    reason: 'Fast delivery',
    answers: {},
    page: {
      url: 'https://shop.example/thank-you',
      referrer: null,
      loadMs: 812,
      secondsOnPage: 14,
      pagesViewed: null,
      ...page,
    },
    device: 'mobile',
    askedAt: '2026-05-01T12:00:00.000Z',
    scoredAt: '2026-05-01T12:00:05.000Z',
    endedAt: '2026-05-01T12:00:10.000Z',
    sentAt: '2026-05-01T12:00:10.000Z',
    client: 'howlikely/0.1.0',
    ...changes,
  }
}
