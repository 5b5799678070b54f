import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Content, NamedAnswer } from '../../../src/collector/alerts/content.ts'
import type { Digest } from '../../../src/collector/alerts/digest.ts'
import { jsonBody } from '../../../src/collector/alerts/json-body.ts'
import { mailText } from '../../../src/collector/alerts/mail-text.ts'
import { slackText } from '../../../src/collector/alerts/slack-text.ts'
import type { ResponseRecord } from '../../../src/protocol/response.ts'
import { aResponse } from '../a-response.ts'

const rule = { id: 'r', name: 'Low scores' }
const link = 'https://nps.shop.example/report/app/answers?site=main&survey=checkout'

const alertOf = (record: ResponseRecord, survey = 'Checkout'): Content => ({
  kind: 'alert',
  rule,
  answer: { record, survey },
  link,
})

const late = aResponse({
  score: 2,
  reason: 'The parcel came late,\nand broken.',
  trigger: { ref: 'A-1042', value: 59.9, currency: 'EUR', properties: { team: 'north' } },
  contact: { allowed: true, email: 'ada@shop.example' },
})

const week: Digest = {
  from: '2026-04-20',
  to: '2026-04-26',
  surveys: [
    {
      ...{ site: 'main', survey: 'checkout', kind: 'transactional' },
      ...{ answers: 210, score: 42.4, interval: { low: 34.1, high: 50.2 } },
      ...{ answersBefore: 180, scoreBefore: 30.6, points: 11.8, verdict: 'rise' },
      tags: [
        { name: 'late parcel', answers: 12, answersBefore: 3 },
        { name: 'colour', answers: 9, answersBefore: 0 },
      ],
    },
  ],
  openFollowUps: 3,
  calls: [late.id],
}

const digestOf = (digest: Digest, calls: readonly NamedAnswer[]): Content => ({
  kind: 'digest',
  digest,
  surveys: digest.surveys.map(one => ({ ...one, name: 'Checkout' })),
  calls,
  link: null,
})

describe('in a channel', () => {
  test('an answer is reported with its subject, and without its author', () => {
    expect(slackText(alertOf(late)).split('\n')).toEqual([
      '*Low scores*',
      '*2 of 10* · Checkout · reference A-1042 · value EUR 59.90 · team north',
      '> The parcel came late, and broken.',
      '<https://nps.shop.example/report/app/answers?site=main&amp;survey=checkout|Open the report>',
    ])
  })

  test('a week is reported survey by survey', () => {
    expect(slackText(digestOf(week, [{ record: late, survey: 'Checkout' }])).split('\n')).toEqual([
      '*The week from 20 April to 26 April 2026*',
      '• *Checkout*: NPS 42 (95 % interval 34 to 50), 210 answers; up 12 points, more than noise; 180 answers in the week before.',
      '   Heard of more: late parcel (12, before 3), colour (9, new)',
      'Open follow-ups: 3',
      '*Whom to call*',
      '*2 of 10* · Checkout · reference A-1042 · value EUR 59.90 · team north',
      '> The parcel came late, and broken.',
    ])
  })

  test('values that nobody keeps are not reported', () => {
    expect(slackText(digestOf({ ...week, openFollowUps: null }, []))).not.toContain('follow-ups')
  })

  test('a fall is reported with the score before it', () => {
    const fall = { site: 'main', survey: 'checkout', kind: 'transactional' as const }
    const figures = { score: -4.6, before: 20.2, answers: 120, answersBefore: 1 }

    const text = slackText({
      kind: 'fall',
      rule,
      fall: { ...fall, ...figures },
      survey: 'Checkout',
      link: null,
    })

    expect(text).toContain(
      'Checkout: NPS −5 in the last 30 days (120 answers), down 25 points from 20 in the 30 days before (1 answer): more than noise.',
    )
  })

  test.each([
    ['<!channel> hello', '&lt;!channel&gt; hello'],
    ['<https://evil.example|Sign in>', '&lt;evil.example|Sign in&gt;'],
    ['see https://evil.example/x now', 'see evil.example/x now'],
    ['write to mailto:ada@shop.example please', 'write to [address left out] please'],
    ['ada @ shop.example', '[address left out]'],
    ['ＡＤＡ＠ｓｈｏｐ．ｅｘａｍｐｌｅ', '[address left out]'],
    ['ada%40shop.example', '[address left out]'],
    ['a\u200bda@shop.example', 'a [address left out]'],
    ['@channel @here', '[address left out]'],
    ['call +46 70 123 45 67 today', 'call [number left out] today'],
    ['call 070-123 45 67', 'call [number left out]'],
    ['bought 2 of 3, order 1042', 'bought 2 of 3, order 1042'],
    ['A & B', 'A &amp; B'],
    ['one\n> two\r\n*Score 10*', 'one &gt; two *Score 10*'],
  ])('%s', (reason, told) => {
    expect(slackText(alertOf(aResponse({ score: 2, reason })))).toContain(`\n> ${told}\n`)
  })
})

/** The characters that addresses and markup are made of, among others. */
const risky = fc.stringMatching(/^[<>&|!@＠%40\\#;a-z .:/\n\u200b\u202e-]{0,60}$/)
const email = fc
  .tuple(fc.emailAddress(), fc.constantFrom('%', '< % >', 'mailto:%', '\n%\n', '<mailto:%|call>', '"%"'))
  .map(([address, around]) => around.replace('%', address))
const words = fc.oneof(risky, email, fc.string({ unit: 'grapheme', maxLength: 60 }))
const records = fc
  .record({
    reason: words,
    ref: words,
    team: words,
    currency: words,
    survey: words,
    agent: words,
    address: words,
  })
  .map(({ reason, ref, team, currency, survey, agent, address }) => ({
    record: aResponse({
      score: 1,
      reason,
      contact: { allowed: true, email: address },
      respondent: { id: address, traits: { email: address } },
      trigger: { ref, value: 12, currency, properties: { team, agent, product: address } },
    }),
    survey,
  }))

/** The text as Slack reads it, without our own link. */
const withoutOurLink = (text: string) =>
  text.replace(
    '<https://nps.shop.example/report/app/answers?site=main&amp;survey=checkout|Open the report>',
    '',
  )

test('whatever a record holds, a channel gets no e-mail address, no markup and no line of a visitor’s', () => {
  fc.assert(
    fc.property(records, answer => {
      for (const content of [alertOf(answer.record, answer.survey), digestOf(week, [answer])]) {
        const text = withoutOurLink(slackText(content))
        expect(text).not.toMatch(/[@＠﹫]|%40|:\/\//)
        expect(text).not.toMatch(/[<]/)
        expect(text.replaceAll(/&(amp|lt|gt);/g, '')).not.toContain('&')
        for (const line of text.split('\n').filter(one => one.includes('>')))
          expect(line).toMatch(/^> [^>]*$/)
        expect(text.split('\n').length).toBeLessThan(10)
      }
    }),
  )
})

describe('by mail', () => {
  test('an answer has its subject, its reason line by line, and the address that was left', () => {
    const { subject, text, html } = mailText(alertOf(late))

    expect(subject).toBe('2 of 10: Checkout – Low scores')
    expect(text).toBe(`Low scores
2 of 10 · Checkout · reference A-1042 · value EUR 59.90 · team north
> The parcel came late,
> and broken.
May be written to: ada@shop.example

https://nps.shop.example/report/app/answers?site=main&survey=checkout
`)
    expect(html).toContain('<p>May be written to: ada@shop.example</p>')
    expect(html).toContain('href="https://nps.shop.example/report/app/answers?site=main&amp;survey=checkout"')
  })

  test('an address without permission to contact appears nowhere', () => {
    const kept = alertOf(aResponse({ score: 2, contact: { allowed: false, email: 'ada@shop.example' } }))

    expect(JSON.stringify(mailText(kept)) + jsonBody(kept, { id: 'k', madeAt: 0 })).not.toContain('ada@')
  })

  test('whatever a record holds, the HTML is ours, loads nothing, and the subject is one line', () => {
    fc.assert(
      fc.property(records, answer => {
        for (const content of [alertOf(answer.record, answer.survey), digestOf(week, [answer])]) {
          const { subject, html } = mailText(content)
          expect(subject).not.toMatch(/[\r\n]/)
          expect(html.match(/<\/?([a-z\d]+)/g)?.every(tag => ours.has(tag))).toBe(true)
          expect(html).not.toMatch(/<img|<script|src=|url\(/)
        }
      }),
    )
  })
})

const ours = new Set(
  ['html', 'head', 'meta', 'title', 'body', 'h2', 'p', 'a', 'blockquote'].flatMap(tag => [
    `<${tag}`,
    `</${tag}`,
  ]),
)

test('a program gets the answer as it was given', () => {
  const { answer, ...rest } = JSON.parse(jsonBody(alertOf(late), { id: 'key', madeAt: 0 }))

  expect(rest).toEqual({ schema: 1, id: 'key', type: 'alert', at: '1970-01-01T00:00:00.000Z', rule, link })
  expect(answer).toMatchObject({
    id: late.id,
    score: 2,
    category: 'detractor',
    reason: late.reason,
    email: 'ada@shop.example',
    trigger: { ref: 'A-1042', value: 59.9, currency: 'EUR', properties: { team: 'north' } },
  })
})
