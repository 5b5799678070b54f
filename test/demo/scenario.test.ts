import { describe, expect, test } from 'vitest'
import { readScenario } from '../../demo/scenario.ts'
import { buy, visitor } from './visitor.ts'

const tagOf = (page: string) => /<script async[^>]*>/.exec(page)?.[0] ?? ''

describe('attributes of the tag from the address', () => {
  test('are on the tag, before its own', async () => {
    const tag = tagOf(await visitor().page('/?tag-automation=ask&tag-wait-after-answer=2s'))

    expect(tag).toMatch(/^<script async data-automation="ask" data-wait-after-answer="2s" src=/)
  })

  test('have their values escaped', async () => {
    const tag = tagOf(
      await visitor().page(`/?tag-company=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`),
    )

    expect(tag).toContain('data-company="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"')
  })

  test.each([
    'tag-',
    'tag-Automation',
    'tag-a_b',
    'tag--x',
    'tag-x-',
    'tag-a1',
    'tag-x%20onload',
    'tag-x%22%3E',
  ])('are refused with a sentence when the name is %s', async name => {
    const response = await visitor().get(`/?${name}=1`)

    expect(response.status).toBe(400)
    expect(await response.text()).toContain('small letters and dashes')
  })

  test('hold through forms, redirects and links, until they are reset', async () => {
    const ada = visitor()
    await ada.get('/?tag-automation=ask')

    const thanks = tagOf(await ada.page(await buy(ada)))
    const spa = tagOf(await ada.page('/spa'))
    const afterReset = tagOf(await ada.page('/?scenario=reset'))
    const later = tagOf(await ada.page('/'))

    expect(thanks).toContain('data-automation="ask"')
    expect(spa).toContain('data-automation="ask"')
    expect(afterReset).not.toContain('automation')
    expect(later).not.toContain('automation')
  })

  test('from a later address join the earlier ones, and win if the name is the same', async () => {
    const ada = visitor()
    await ada.get('/?tag-automation=ask&tag-delay=0')

    const tag = tagOf(await ada.page('/help?tag-delay=5s'))

    expect(tag).toContain('data-automation="ask" data-delay="5s"')
  })

  test('that are too long for a cookie are refused with a sentence', async () => {
    const response = await visitor().get(`/?tag-company=${'x'.repeat(4000)}`)

    expect(response.status).toBe(400)
  })
})

test('an endpoint from the address is one that the page may send to', async () => {
  const response = await visitor().get('/?tag-endpoint=https://other.example/in')

  expect(tagOf(await response.text())).toContain('data-endpoint="https://other.example/in"')
  expect(response.headers.get('content-security-policy')).toContain(
    `connect-src 'self' https://other.example;`,
  )
})

test('an address cannot add to the policy', async () => {
  const response = await visitor().get(
    `/?tag-endpoint=${encodeURIComponent(`https://a.example/; script-src *`)}`,
  )

  expect(response.headers.get('content-security-policy')).toContain(`connect-src 'self' https://a.example;`)
  expect(response.headers.get('content-security-policy')).not.toContain('*')
})

describe('options', () => {
  test('are in a JSON block before the tag, and cannot end it', async () => {
    const options = { surveys: [{ id: 'a', trigger: 'b', question: '</script><script>alert(1)' }] }

    const page = await visitor().page(`/?options=${encodeURIComponent(JSON.stringify(options))}`)
    const [, block = ''] =
      /<script type="application\/json" data-howlikely>([^<]*)<\/script>/.exec(page) ?? []

    expect(JSON.parse(block)).toEqual(options)
    expect(page.indexOf('data-howlikely')).toBeLessThan(page.indexOf('<script async'))
  })

  test('are absent by default', async () => {
    expect(await visitor().page('/')).not.toContain('data-howlikely')
  })

  test.each(['[]', 'null', '7', '{'])('are refused with a sentence when they are %s', async options => {
    const response = await visitor().get(`/?options=${encodeURIComponent(options)}`)

    expect(response.status).toBe(400)
  })
})

test('the tag can be left away, and is there otherwise', async () => {
  expect(tagOf(await visitor().page('/?tag=off'))).toBe('')
  expect(tagOf(await visitor().page('/?tag=on'))).not.toBe('')
})

test('Trusted Types join the policy only on request', async () => {
  const policy = async (path: string) => (await visitor().get(path)).headers.get('content-security-policy')

  expect(await policy('/?csp=trusted-types')).toContain(
    `require-trusted-types-for 'script'; trusted-types howlikely`,
  )
  expect(await policy('/')).not.toContain('trusted-types')
})

test('the chat can come later', async () => {
  expect(await visitor().page('/help')).toContain('data-after="700"')
  expect(await visitor().page('/help?chat-delay=9000')).toContain('data-after="9000"')
})

test.each([
  'layer=array',
  'push=never',
  'tag=maybe',
  'csp=none',
  'chat-delay=-1',
  'chat-delay=60001',
  'chat-delay=soon',
])('%s is refused with a sentence that names what is allowed', parameter => {
  const reading = readScenario(new URLSearchParams(parameter), '')

  expect(reading.problem).toMatch(/^The parameter "[a-z-]+" must be .+\.$/)
})

test('parameters that are not ours are ignored', () => {
  const reading = readScenario(
    new URLSearchParams('utm_source=mail&toString=x&howlikely=preview'),
    'constructor=y',
  )

  expect(reading).toMatchObject({
    problem: null,
    scenario: { tag: 'on', layer: 'arguments', push: 'before' },
  })
})
