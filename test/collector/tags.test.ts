import { describe, expect, test } from 'vitest'
import { AnswersAnswer } from '../../src/report/api/figures-answer.ts'
import { TagFiguresAnswer } from '../../src/report/api/tag-figures.ts'
import { aResponse } from './a-response.ts'
import { testCollector, token } from './test-collector.ts'

async function tagCollector() {
  const test = await testCollector()
  return {
    ...test,
    posts: (
      path: string,
      body: unknown,
      headers: Record<string, string> = { authorization: `Bearer ${token}` },
    ) =>
      test.collector.fetch(
        new Request(`http://collector${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
      ),
    answers: async (query: string) =>
      AnswersAnswer.parse(await (await test.operatorGets(`/api/answers${query}`)).json()),
  }
}

test('an answer has a tag by its words, or by hand, and by hand it is taken off', async () => {
  const { send, posts, answers } = await tagCollector()
  const [late, fast] = [aResponse({ reason: 'The parcel came late.' }), aResponse({ reason: 'Fast' })]
  await send(late, fast)

  const made = await posts('/api/tags', { name: 'Late parcel', words: 'LATE parcel, delay*' })
  expect(await made.json()).toEqual({
    tags: [{ tag: 'late parcel', name: 'Late parcel', words: 'late parcel, delay*' }],
  })
  const tagged = async () => (await answers('?tag=Late+parcel')).answers.map(({ id }) => id)
  expect(await tagged()).toEqual([late.id])

  const on = await posts('/api/tags/answers', { tag: 'late parcel', ids: [fast.id], on: true })
  expect(await on.json()).toEqual({ tagged: 1 })
  await posts('/api/tags/answers', { tag: 'late parcel', ids: [late.id], on: false })
  expect(await tagged()).toEqual([fast.id])
  expect((await answers('?words=fast')).answers[0]?.tags).toEqual([
    { tag: 'late parcel', name: 'Late parcel' },
  ])

  await posts('/api/tags/erase', { tag: 'Late parcel' })
  expect(await tagged()).toEqual([])
})

test('figures are narrowed by a tag, and counted for each, in the period and before', async () => {
  const { send, posts, operatorGets } = await tagCollector()
  const at = (instant: string) => ({ askedAt: instant, scoredAt: instant, endedAt: instant })
  await send(
    aResponse({ score: 2, reason: 'late' }),
    aResponse({ score: 10, reason: null }),
    aResponse({ score: 0, reason: 'late', ...at('2026-03-20T12:00:00.000Z') }),
  )
  await posts('/api/tags', { name: 'late', words: 'late' })

  const response = await operatorGets('/api/tag-figures?period=30d')
  const { tagged, groups, isCut } = TagFiguresAnswer.parse(await response.json())

  expect(isCut).toBe(false)
  expect(groups.map(({ when, answers }) => [when, answers])).toEqual([
    ['before', 1],
    ['period', 2],
  ])
  expect(tagged.map(({ when, scores }) => [when, scores.indexOf(1)]).sort()).toEqual([
    ['before', 0],
    ['period', 2],
  ])
  const figures = await (await operatorGets('/api/figures?period=30d&tag=late&by=device')).json()
  expect(figures.groups).toMatchObject([{ when: 'before' }, { when: 'period', answers: 1, score: -100 }])
})

describe('refused, and nothing is done', () => {
  test.each([
    ['/api/tags', { name: '', words: 'late' }, 'name', '""', /1 to 60 characters/],
    ['/api/tags', { name: 'a,b' }, 'name', '"a,b"', /without a comma/],
    ['/api/tags', { name: 'a\u202eb' }, 'name', '"a\u202eb"', /a letter or a digit/],
    ['/api/tags', { name: 'late', words: '.*' }, 'words', '".*"', /words with commas between/],
    ['/api/tags', { name: 'late', regex: 'l.*' }, 'regex', null, /left out/],
    [
      '/api/tags/answers',
      { tag: 'unknown', ids: [crypto.randomUUID()], on: true },
      'tag',
      '"unknown"',
      /that there is/,
    ],
    ['/api/tags/answers', { tag: 'late', ids: [], on: true }, 'ids', 'a list of 0', /at least 1/],
    ['/api/tags/answers', { tag: 'late', ids: ['x'], on: true }, 'ids.0', '"x"', /the id of an answer/],
    ['/api/tags/erase', 'late', null, '"late"', /an object/],
  ] as const)('%s %j', async (path, body, field, found, allowed) => {
    const { posts, operatorGets } = await tagCollector()

    const response = await posts(path, body)

    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: expect.any(String),
      field,
      found,
      allowed: expect.stringMatching(allowed),
    })
    expect(await (await operatorGets('/api/tags')).json()).toEqual({ tags: [] })
  })

  test('without the token, and requests that are not JSON', async () => {
    const { posts, collector } = await tagCollector()

    expect((await posts('/api/tags', { name: 'late' }, {})).status).toBe(401)
    const text = new Request('http://collector/api/tags', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: 'name=late',
    })
    expect((await collector.fetch(text)).status).toBe(400)
  })
})
