import { expect, test } from 'vitest'
import type { PageContext } from '../../src/decision/page-context.ts'
import { readRespondent } from '../../src/triggers/read-trigger.ts'
import { aLoader } from './a-loader.ts'

const signature = 'v1.1800000000.pPa4hbBLjYQ2x5RmjmrpkYpwSBRVnHTjrAEIQ1RvWtI'
const signed = { id: 'u_1', signature, since: '2024-05-01' }

/** Who the visitor is after the page has made all these calls, in this order. */
async function saidToBe(...said: unknown[]) {
  const pages: PageContext[] = []
  const { command, settled } = aLoader({
    calls: said.slice(0, 1).map(who => ['identify', who]),
    woken: page => void pages.push(page),
  })
  for (const who of said.slice(1)) command('identify', who)
  command('explain')
  await settled()
  return readRespondent(pages[0]?.statements.identify)
}

test.each([
  ['more of the same person', [signed, { id: 'u_1', traits: { plan: 'pro' } }]],
  ['the same person without a value', [signed, { id: 'u_1', signature: undefined, traits: { plan: 'pro' } }]],
  ['the same person with an empty text', [signed, { id: 'u_1', signature: '', traits: { plan: 'pro' } }]],
  ['the same person again and again', [signed, { id: 'u_1' }, { id: 'u_1', traits: { plan: 'pro' } }]],
  ['a frozen object', [Object.freeze({ ...signed }), Object.freeze({ id: 'u_1', traits: { plan: 'pro' } })]],
] as const)('a signature stays when the page says %s', async (_case, said) => {
  expect(await saidToBe(...said)).toEqual({ id: 'u_1', signature, since: null, traits: { plan: 'pro' } })
})

test('a signature stays if an id is a number once and a text once', async () => {
  expect(await saidToBe({ id: 42, signature }, { id: ' 42' })).toMatchObject({ id: '42', signature })
  expect(await saidToBe({ id: '42', signature }, { id: 42 })).toMatchObject({ id: '42', signature })
})

test('a newer signature of the same person counts', async () => {
  const newer = signature.replace('18', '19')

  expect(await saidToBe(signed, { id: 'u_1', signature: newer })).toMatchObject({ signature: newer })
})

test.each([
  ['another person', [{ id: 'u_2' }], { id: 'u_2', signature: null }],
  ['another person and then the first one', [{ id: 'u_2' }, { id: 'u_1' }], { id: 'u_1', signature: null }],
  ['nobody and then the first one', [null, { id: 'u_1' }], { id: 'u_1', signature: null }],
  ['somebody without an id', [{ traits: { plan: 'pro' } }], null],
  ['nobody', [undefined], null],
])('a signature goes when the page names %s', async (_case, said, right) => {
  const found = await saidToBe(signed, ...said)

  if (right) expect(found).toMatchObject(right)
  else expect(found).toBe(null)
})
