import { expect, test } from 'vitest'
import { jsonBody } from '../../src/collector/alerts/json-body.ts'
import { isAwaited } from '../../src/collector/alerts/rules.ts'
import { signatureOf } from '../../src/collector/alerts/signature.ts'
import { RuleChange } from '../../src/report/api/alerts.ts'
import { aResponse } from '../collector/a-response.ts'
import { page } from './pages.ts'

const { text } = page('docs/alerts.md')
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([{i][\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  )

test('the example that checks a signature takes ours, and no other', async () => {
  const [code = ''] = blocks('ts')
  const { isFromHowlikely } = await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
  )
  const [body, secret, now] = ['{"id":"å"}', 'sixteen letters!', Date.parse('2026-05-01T12:00:00.900Z')]
  const signature = signatureOf(body, secret, now)

  expect(isFromHowlikely(signature, body, secret, now)).toBe(true)
  expect(isFromHowlikely(signature, `${body} `, secret, now)).toBe(false)
  expect(isFromHowlikely(signature, body, 'another secret!!', now)).toBe(false)
  expect(isFromHowlikely(signature, body, secret, now + 302_000)).toBe(false)
  expect(isFromHowlikely(undefined, body, secret, now)).toBe(false)
})

test('the example of a message has the fields of one, and the example of a rule is one', () => {
  const [message = '', rule = ''] = blocks('')
  const record = aResponse({
    score: 2,
    respondent: { id: 'u_1', traits: { plan: 'pro' } },
    trigger: { ref: 'A-1042', value: 900, currency: 'EUR', properties: { team: 'north' } },
  })
  const content = {
    kind: 'alert',
    rule: { id: 'r', name: 'Low' },
    answer: { record, survey: 'checkout' },
    link: '',
  } as const

  expect(shapeOf(JSON.parse(message))).toEqual(shapeOf(JSON.parse(jsonBody(content, { id: 'k', madeAt: 0 }))))
  expect(isAwaited(RuleChange.parse(JSON.parse(rule)), record)).toBe(true)
})

/** The names of an object's fields, and of those in them. */
const shapeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]))
    : null
