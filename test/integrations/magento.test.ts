import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readTags } from '../docs/tags.ts'
import { hasPhp, inPhp, lint, phpPage } from '../support/php.ts'

const folder = join(import.meta.dirname, '../../integrations/magento')
const config = {
  collector: 'https://answers.example:8443/',
  site: 'main',
  consent: 'not-needed',
  options: '{"delay": "5s", "privacy": {"note": "</script>"}}',
}
const order = { number: '000000042', total: 59.9, currency: 'EUR' }
const show = (scene: object = {}) => phpPage('magento-page.php', { config, confirms: true, order, ...scene })
const tagOf = (scene: object = {}) => readTags(String(show(scene).html))?.tag

describe.skipIf(!hasPhp)(inPhp('the Magento module'), () => {
  test('is PHP that can be read', () => expect(lint('magento')).toEqual([]))

  test('puts the tag on a page, with the order if the page confirms one', () => {
    const { html } = show()

    expect(readTags(String(html))?.tag).toEqual({
      endpoint: 'https://answers.example:8443/responses',
      company: 'Bean & "Leaf"',
      site: 'main',
      consent: 'not-needed',
      trigger: 'checkout',
      ref: '000000042',
      value: '59.9',
      currency: 'EUR',
    })
    expect(JSON.parse(/data-howlikely>(.*?)<\/script>/.exec(String(html))?.[1] ?? '')).toEqual(
      JSON.parse(config.options),
    )
    for (const scene of [{ confirms: false }, { order: undefined }, { order: { ...order, number: null } }])
      expect(tagOf(scene)).not.toHaveProperty('trigger')
  })

  test('allows the collector’s host in the store’s policy, and nothing else', () => {
    const allowed = { noneAllowed: false, hostSources: ['https://answers.example:8443'] }

    expect(show().policies).toEqual([
      { id: 'script-src', ...allowed },
      { id: 'connect-src', ...allowed },
    ])
  })

  test.each(['', 'answers.example', 'javascript:alert(1)', 'https://a" onload="x'])(
    'prints nothing while the collector is %j',
    collector => {
      expect(show({ config: { ...config, collector } })).toEqual({ html: '', policies: [] })
    },
  )

  test('leaves out options that cannot be read', () => {
    for (const options of ['', '[1]', '{"a"', '7'])
      expect(show({ config: { ...config, options } }).html).not.toContain('application/json')
  })
})

test('every class and template that the module’s files name is there, and each file is XML that ends', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const xml = files
    .filter(name => name.endsWith('.xml'))
    .map(name => readFileSync(join(folder, name), 'utf8'))

  expect(xml).toHaveLength(6)
  for (const text of xml) {
    for (const [, name = ''] of text.matchAll(/Howlikely\\Survey\\([\w\\]+)/g))
      expect(files).toContain(`${name.replaceAll('\\', '/')}.php`)
    for (const [, name = ''] of text.matchAll(/Howlikely_Survey::([\w.]+)/g))
      expect(files).toContain(`view/frontend/templates/${name}`)
    const open = [...text.matchAll(/<(\w+)(?:\s[^>]*?[^/])?>/g)].map(([, name]) => name)
    const closed = [...text.matchAll(/<\/(\w+)>/g)].map(([, name]) => name)
    expect(open.sort()).toEqual(closed.sort())
  }
  const fields = [
    ...readFileSync(join(folder, 'etc/adminhtml/system.xml'), 'utf8').matchAll(/<field id="(\w+)"/g),
  ]
  for (const [, name] of fields)
    expect(readFileSync(join(folder, 'etc/config.xml'), 'utf8')).toMatch(new RegExp(`<${name}[/>]`))
})
