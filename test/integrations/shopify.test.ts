import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readTags } from '../docs/tags.ts'
import { renderBlock, runPixel, schema } from './shopify-theme.ts'

// "checkout_completed", shopify.dev; values replaced.
const checkout = {
  token: 'c0ffee',
  currencyCode: 'EUR',
  totalPrice: { amount: 59.9, currencyCode: 'EUR' },
  order: { id: '1042', customer: { id: '1', isFirstOrder: true } },
  lineItems: [],
}

test('the block puts the tag into the head of every page, and nothing without a collector', () => {
  const tag = readTags(renderBlock({ collector: 'https://answers.example', company: 'Tea "House"' }))?.tag

  expect(schema.target).toBe('head')
  expect(tag).toMatchObject({
    endpoint: 'https://answers.example/responses',
    site: 'main',
    consent: 'not-needed',
    locale: 'en',
  })
  expect(renderBlock({})).toBe('')
  expect(renderBlock({ collector: 'https://a"><b>' })).not.toContain('<b>')
})

test('the pixel leaves the mark that the widget looks for', () => {
  const [[key, mark] = ['', ''], ...others] = runPixel(checkout)

  expect(others).toEqual([])
  expect(key).toBe('howlikely:main:shopify')
  expect(JSON.parse(mark)).toEqual({ ref: '1042', value: 59.9, currency: 'EUR', at: expect.any(Number) })
  expect(runPixel(checkout, { site: 'outlet' })[0]?.[0]).toBe('howlikely:outlet:shopify')
})

test('a checkout whose order is not known yet goes by its token', () => {
  const [[, mark] = ['', '']] = runPixel({ ...checkout, order: null, totalPrice: null })

  expect(JSON.parse(mark)).toMatchObject({ ref: 'c0ffee' })
})

test('each part names the kind that Shopify gives it', () => {
  const read = (path: string) =>
    readFileSync(join(import.meta.dirname, '../../integrations/shopify/extensions', path), 'utf8')

  expect(read('howlikely-theme/shopify.extension.toml')).toMatch(/^type = "theme"$/m)
  expect(read('howlikely-pixel/shopify.extension.toml')).toMatch(/^type = "web_pixel_extension"$/m)
})
