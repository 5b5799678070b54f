import { describe, expect, test } from 'vitest'
import { createSigner } from '../../src/links/create-signer.ts'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import { aResponse } from './a-response.ts'
import { message, now, responseRequest, signingSecret, testCollector, token } from './test-collector.ts'

const signer = createSigner({ secret: signingSecret, now: () => now })
const stranger = createSigner({ secret: 'another secret of thirty-two letters', now: () => now })
const late = createSigner({ secret: signingSecret, now: () => now - 31 * 86_400_000 })

const who = (id: string, signature: string | null = null) => ({ respondent: { id, signature } })
const about = (ref: string | null, signature: string | null = null) => ({ trigger: { ref, signature } })
const linked = (ref: string | null, signature: string) => ({
  survey: 'support',
  trigger: { name: 'support', ref, source: 'link' as const, signature },
})

/** Whether the store holds a response for verified, and its respondent. */
async function verifiedOf(record: ResponseRecord): Promise<{ verified: number; respondent: number }> {
  const { send, db } = await testCollector()
  expect(await send(record)).toEqual([204])
  const row = await db.selectFrom('response').selectAll().executeTakeFirstOrThrow()
  return { verified: row.verified, respondent: row.respondent_verified }
}

describe('a response is verified', async () => {
  test.each<[string, ResponseRecord]>([
    ['with a signed ref', aResponse(about('A-1', await signer.ref('checkout', 'A-1')))],
    ['with a signed respondent and no ref', aResponse(who('u_1', await signer.respondent('u_1')))],
    [
      'by a signed link with a ref',
      aResponse(linked('T-1', await signer.link({ survey: 'support', ref: 'T-1' }))),
    ],
    ['by a signed link with nothing else', aResponse(linked(null, await signer.link({ survey: 'support' })))],
  ])('%s', async (_case, record) => {
    expect((await verifiedOf(record)).verified).toBe(1)
  })

  test('by a link that names a ref and a respondent: it vouches for both', async () => {
    const signature = await signer.link({ survey: 'support', ref: 'T-1', respondent: 'u_1' })

    expect(await verifiedOf(aResponse({ ...linked('T-1', signature), ...who('u_1') }))).toEqual({
      verified: 1,
      respondent: 1,
    })
  })
})

describe('a response is accepted, but not verified', async () => {
  const link = await signer.link({ survey: 'support', ref: 'T-1', respondent: 'u_1' })

  test.each<[string, ResponseRecord]>([
    ['without a signature', aResponse({ ...about('A-1'), ...who('u_1') })],
    ['with another order’s signature', aResponse(about('A-2', await signer.ref('checkout', 'A-1')))],
    ['with another trigger’s signature', aResponse(about('A-1', await signer.ref('support', 'A-1')))],
    ['with a stranger’s signature', aResponse(about('A-1', await stranger.ref('checkout', 'A-1')))],
    ['with an expired signature', aResponse(about('A-1', await late.ref('checkout', 'A-1')))],
    [
      'with a signature of another site',
      aResponse({ ...about('A-1', await signer.ref('checkout', 'A-1')), site: 'shop' }),
    ],
    ['with somebody else’s signature', aResponse(who('u_2', await signer.respondent('u_1')))],
    [
      'with a ref that is not signed, whoever answers',
      aResponse({ ...about('A-1'), ...who('u_1', await signer.respondent('u_1')) }),
    ],
    ['by a link with another ref', aResponse({ ...linked('T-2', link), ...who('u_1') })],
    ['by a link of another survey', aResponse({ ...linked('T-1', link), ...who('u_1'), survey: 'checkout' })],
    ['by a link without its respondent', aResponse(linked('T-1', link))],
    ['with a link’s signature, but no link', aResponse({ ...about('T-1', link), ...who('u_1') })],
    ['with a line break in its ref', aResponse(about('A-1\n', await signer.ref('checkout', 'A-1')))],
    ['with nonsense', aResponse(about('A-1', 'v1.x.y'))],
  ])('%s', async (_case, record) => {
    expect((await verifiedOf(record)).verified).toBe(0)
  })

  test('if the collector has no secret', async () => {
    const { send, db } = await testCollector({ signingSecret: undefined as never })
    await send(aResponse(about('A-1', await signer.ref('checkout', 'A-1'))))

    expect(await db.selectFrom('response').select('verified').execute()).toEqual([{ verified: 0 }])
  })
})

test('the answer to a message is the same, whether its signature holds or not', async () => {
  const { collector } = await testCollector()
  const send = async (signature: string) => {
    const answer = await collector.fetch(responseRequest(aResponse(about('A-1', signature))))
    return [answer.status, await answer.text(), [...answer.headers]]
  }

  expect(await send(await stranger.ref('checkout', 'A-1'))).toEqual(
    await send(await signer.ref('checkout', 'A-1')),
  )
})

describe('counting', async () => {
  const at = (minute: number) => `2026-05-01T11:0${minute}:00.000Z`
  const given = (minute: number) => ({ askedAt: at(minute), scoredAt: at(minute), endedAt: at(minute) })
  const signature = await signer.ref('checkout', 'A-1')

  test('guessing an order’s number changes nothing: the signed answer counts, though others came later', async () => {
    const { send, operatorGets } = await testCollector()
    await send(
      aResponse({ ...about('A-1', signature), ...given(1), score: 10 }),
      aResponse({ ...about('A-1'), ...given(5), score: 0 }),
      aResponse({ ...about('A-1', await stranger.ref('checkout', 'A-1')), ...given(6), score: 0 }),
    )

    const { surveys } = await (await operatorGets('/api/report')).json()

    expect(surveys).toMatchObject([{ answers: 1, promoters: 1, verified: 1 }])
  })

  test('nor if the signed score was chosen and never sent', async () => {
    const { send, operatorGets } = await testCollector()
    await send(
      aResponse({ ...about('A-1', signature), ...given(1), score: 10, state: 'scored', endedBy: 'closed' }),
      aResponse({ ...about('A-1'), ...given(5), score: 0 }),
    )

    const { surveys } = await (await operatorGets('/api/report')).json()

    expect(surveys).toMatchObject([{ answers: 0, unconfirmed: { answers: 1, promoters: 1 } }])
  })

  test('of two signed answers the later counts', async () => {
    const { send, operatorGets } = await testCollector()
    await send(
      aResponse({ ...about('A-1', signature), ...given(5), score: 3 }),
      aResponse({ ...about('A-1', signature), ...given(1), score: 10 }),
    )

    const { surveys } = await (await operatorGets('/api/report')).json()

    expect(surveys).toMatchObject([{ answers: 1, detractors: 1 }])
  })

  test('the report can leave out what is not verified, its reasons too', async () => {
    const { send, operatorGets } = await testCollector()
    await send(
      aResponse({ ...about('A-1', signature), score: 10, reason: 'Signed and true' }),
      aResponse({ ...about('A-2'), score: 0, reason: 'Anybody’s word' }),
    )
    const dataOf = async (query: string) => (await (await operatorGets(`/api/report${query}`)).json()).surveys
    const pageOf = async (query: string) => (await operatorGets(`/report${query}`)).text()

    expect(await dataOf('')).toMatchObject([{ answers: 2, reasons: [{}, {}] }])
    expect(await dataOf('?verified=only')).toMatchObject([
      { answers: 1, score: 100, reasons: [{ reason: 'Signed and true', verified: true }] },
    ])
    expect(await pageOf('')).toContain('Anybody’s word')
    expect(await pageOf('?verified=only')).not.toContain('Anybody’s word')
    expect(await pageOf('/reasons?site=main&survey=checkout&verified=only')).not.toContain('Anybody’s word')
  })
})

test('a trigger that the collector has handed out is as good as signed, for that respondent alone', async () => {
  const { collector, send, db } = await testCollector()
  const trigger = { name: 'support', ref: 'T-7' }
  const ask = { schema: 1, site: 'main', respondent: { id: 'u_1' }, trigger }
  await collector.fetch(message('/triggers', ask, { authorization: `Bearer ${token}` }))
  const answerOf = async (id: string, signature: string | null) =>
    aResponse({
      id: crypto.randomUUID(),
      survey: 'support',
      trigger: { ...trigger, source: 'collector' },
      ...who(id, signature),
    })
  const own = await answerOf('u_1', await signer.respondent('u_1'))
  await send(own, await answerOf('u_1', null), await answerOf('u_2', await signer.respondent('u_2')))

  const verified = await db.selectFrom('response').select('id').where('verified', '=', 1).execute()

  expect(verified).toEqual([{ id: own.id }])
})
