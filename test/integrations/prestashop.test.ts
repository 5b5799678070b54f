import { describe, expect, test } from 'vitest'
import { readTags } from '../docs/tags.ts'
import { hasPhp, inPhp, lint, phpPage } from '../support/php.ts'

const config = {
  HOWLIKELY_COLLECTOR: 'https://answers.example',
  HOWLIKELY_COMPANY: '',
  HOWLIKELY_SITE: 'main',
  HOWLIKELY_CONSENT: 'not-needed',
  HOWLIKELY_OPTIONS: '{"delay": "5s", "privacy": {"note": "</script>"}}',
}
const confirmed = {
  show: 'head',
  config,
  page: 'order-confirmation',
  order: { id: 42, key: 'k3y', total: '59.900000' },
  query: { id_order: '42', key: 'k3y' },
}
const head = (changes: object = {}) => phpPage('prestashop-page.php', { ...confirmed, ...changes })
const settings = (query: object) => phpPage('prestashop-page.php', { show: 'settings', config, query })

describe.skipIf(!hasPhp)(inPhp('the PrestaShop module'), () => {
  test('is PHP that can be read', () => expect(lint('prestashop')).toEqual([]))

  test('puts the tag on a page, with the order if the page confirms one', () => {
    const { html, hooks } = head()

    expect(hooks).toEqual(['displayHeader'])
    expect(readTags(String(html))?.tag).toEqual({
      endpoint: 'https://answers.example/responses',
      company: 'Bean & "Leaf"',
      site: 'main',
      consent: 'not-needed',
      trigger: 'checkout',
      ref: '42',
      value: '59.900000',
      currency: 'EUR',
    })
    expect(JSON.parse(/data-howlikely>(.*?)<\/script>/.exec(String(html))?.[1] ?? '')).toEqual(
      JSON.parse(config.HOWLIKELY_OPTIONS),
    )
  })

  test('reveals nothing about an order on another page, or without its key', () => {
    for (const changes of [
      { page: 'index' },
      { page: null },
      { query: { id_order: '42', key: 'other' } },
      { query: { id_order: '43', key: 'k3y' } },
      { query: { id_order: '42' } },
      { query: { id_order: '42', key: ['k3y'] } },
    ]) {
      const { html } = head(changes)
      expect(html).toContain('data-endpoint')
      expect(html).not.toContain('data-trigger')
    }
  })

  test('prints nothing while no collector is set', () => {
    for (const address of ['', 'javascript:alert(1)', 'https://a" onload="x'])
      expect(head({ config: { ...config, HOWLIKELY_COLLECTOR: address } }).html).toBe('')
  })

  test('keeps what is right, says what is wrong, and removes everything on uninstall', () => {
    const submitHowlikely = '1'
    const right = {
      HOWLIKELY_COLLECTOR: 'https://new.example',
      HOWLIKELY_COMPANY: 'Bean',
      HOWLIKELY_SITE: 'outlet',
      HOWLIKELY_CONSENT: 'tcf',
      HOWLIKELY_OPTIONS: '{"delay": "1s"}',
    }
    const taken = settings({ ...right, HOWLIKELY_COLLECTOR: ' https://new.example/ ', submitHowlikely })
    expect(taken).toMatchObject({ kept: right, problems: '', left: ['PS_SHOP_NAME'] })
    expect(taken.form).toMatchObject({ token: 'token', names: Object.keys(config), values: right })

    const wrong = {
      HOWLIKELY_COLLECTOR: 'ftp://x',
      HOWLIKELY_SITE: 'a b',
      HOWLIKELY_CONSENT: 'maybe',
      HOWLIKELY_OPTIONS: '[]',
    }
    const refused = settings({ ...wrong, submitHowlikely })
    expect(refused.kept).toMatchObject({ ...config, HOWLIKELY_COMPANY: '' })
    expect(String(refused.problems).match(/left as/g)).toHaveLength(4)
  })
})
