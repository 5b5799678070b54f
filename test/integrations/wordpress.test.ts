import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { optionProblems } from '../../src/explain/option-problems.ts'
import { readTags } from '../docs/tags.ts'
import { hasPhp, inPhp, lint, phpPage } from '../support/php.ts'

const options = {
  collector: 'https://answers.example',
  company: '',
  site: 'main',
  consent: 'not-needed',
  options: '{"delay": "5s", "product": 7, "privacy": {"note": "</script><script>alert(1)</script>"}}',
}
const order = {
  id: 77,
  number: 'W-<1042',
  total: '59.90',
  currency: 'EUR',
  key: 'wc_order_k',
  status: 'processing',
}
const confirmed = { show: 'head', page: 'order-received', options, order, key: 'wc_order_k' }

const head = (scene: object) => {
  const { html, queued } = phpPage('wordpress-page.php', scene)
  return { html: String(html), queued }
}
const settings = (scene: object) => phpPage('wordpress-page.php', { show: 'settings', options, ...scene })

describe.skipIf(!hasPhp)(inPhp('the WordPress plugin'), () => {
  test('is PHP that can be read', () => expect(lint('wordpress')).toEqual([]))

  test('puts the tag on a page, with its options as data, and no script of its own', () => {
    const { html, queued } = head({ ...confirmed, page: 'other' })
    const found = readTags(html)

    expect(found?.tag).toEqual({
      endpoint: 'https://answers.example/responses',
      company: 'Bean & "Leaf"',
      site: 'main',
      consent: 'not-needed',
    })
    expect(html).toContain('src="https://answers.example/howlikely.js" async')
    expect(html).not.toContain('alert(1)</script>')
    expect(JSON.parse(/data-howlikely>(.*?)<\/script>/.exec(html)?.[1] ?? '')).toEqual(
      JSON.parse(options.options),
    )
    expect(queued).toEqual([])
    expect(optionProblems([found?.tag ?? {}])).toEqual([])
  })

  test('adds the order on the page that confirms it', () => {
    expect(readTags(head(confirmed).html)?.tag).toMatchObject({
      trigger: 'checkout',
      ref: 'W-<1042',
      value: '59.90',
      currency: 'EUR',
    })
  })

  test.each<[string, object]>([
    ['without the order’s key', { key: '' }],
    ['with another’s key', { key: 'wc_order_other' }],
    ['after a failed payment', { order: { ...order, status: 'failed' } }],
    ['on another page', { page: 'other' }],
    ['without WooCommerce', { order: undefined }],
  ])('tells nothing of an order %s', (_case, changes) => {
    const { html } = head({ ...confirmed, ...changes })

    expect(html).toContain('data-endpoint')
    expect(html).not.toContain('data-trigger')
  })

  test('prints nothing while no collector is set, and survives settings that somebody else spoilt', () => {
    for (const spoilt of [undefined, 'text', { collector: '' }, []])
      expect(head({ ...confirmed, options: spoilt }).html).toBe('')
  })

  test('leaves consent to the WP Consent API if told to', () => {
    const { html, queued } = head({ ...confirmed, options: { ...options, consent: 'wp-consent-api' } })

    expect(readTags(html)?.tag.consent).toBe('required')
    expect(queued).toEqual([
      [
        'howlikely-consent',
        'https://shop.example/wp-content/plugins/howlikely/assets/consent.js',
        ['wp-consent-api'],
      ],
    ])
  })

  test('shows its settings to users who may change them, escaped, in a form with WordPress’ nonce', () => {
    const { html } = settings({ options: { ...options, company: '"><b>' } })

    expect(html).toContain('name="_wpnonce"')
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;"')
    expect(html).toContain('action="options.php"')
    expect(settings({ mayManage: false }).html).toBe('')
  })

  test('accepts right values, and refuses and reports wrong ones', () => {
    const right = {
      collector: ' https://new.example/ ',
      company: '<b>Bean</b>',
      site: 'outlet',
      consent: 'google',
      options: '{"delay": "1s"}',
    }
    expect(settings({ input: right })).toMatchObject({
      kept: { ...right, collector: 'https://new.example', company: 'Bean' },
      errors: [],
    })
    const wrong = {
      collector: 'javascript:alert(1)',
      site: 'a b',
      consent: 'maybe',
      options: '[1]',
      other: 'x',
    }
    const { kept, errors } = settings({ input: wrong })
    expect(kept).toEqual(options)
    expect(errors).toHaveLength(3)
    expect(settings({ input: { collector: ['x'], site: null } }).kept).toEqual(options)
  })
})

// The README of the WP Consent API: wp_has_consent, wp_consent_type_defined, wp_listen_for_consent_change.
test('the visitor’s word to the WP Consent API is handed on, then and whenever it changes', () => {
  const code = readFileSync(
    join(import.meta.dirname, '../../integrations/wordpress/howlikely/assets/consent.js'),
    'utf8',
  )
  const heard: unknown[][] = []
  const handlers: Record<string, (event: object) => void> = {}
  let may = false
  const window: Record<string, unknown> = {
    howlikely: (...call: unknown[]) => heard.push(call),
    wp_has_consent: (purpose: string) => purpose === 'functional' && may,
  }
  const document = {
    addEventListener: (name: string, handler: () => void) => Object.assign(handlers, { [name]: handler }),
  }
  runInContext(code, createContext({ window, document }))
  may = true
  handlers.wp_consent_type_defined?.({})
  handlers.wp_listen_for_consent_change?.({ detail: { marketing: 'allow' } })
  handlers.wp_listen_for_consent_change?.({ detail: { functional: 'deny' } })

  expect(heard).toEqual([
    ['consent', false],
    ['consent', true],
    ['consent', false],
  ])
})
