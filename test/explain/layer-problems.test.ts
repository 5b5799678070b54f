import { describe, expect, test } from 'vitest'
import { layerProblems } from '../../src/explain/layer-problems.ts'

const google = 'https://www.googletagmanager.com'
const told = (options: object, ...scripts: string[]) =>
  layerProblems([{}, {}, { ...options }], scripts).map(({ found, allowed }) => [found, allowed])

describe('a data layer of another name', () => {
  test.each([
    ['a tag manager', `${google}/gtm.js?id=GTM-ABC123&l=shopLayer`],
    ['gtag', `${google}/gtag/js?l=shopLayer&id=G-ABC123`],
    [
      'a tag manager that the shop serves itself',
      'https://data.shop.example/gtm.js?id=GTM-ABC123&l=shopLayer',
    ],
  ])('that %s reads is told, with what to write', (_who, script) => {
    expect(told({}, script)).toEqual([['"dataLayer"', '"shopLayer"']])
    expect(told({ dataLayer: 'shopLayer' }, script)).toEqual([])
  })

  test('is the usual one if the option names another', () => {
    const [problem] = layerProblems([{ dataLayer: 'shopLayer' }], [`${google}/gtm.js?id=GTM-ABC123`])

    expect(problem).toMatchObject({ code: 'other-data-layer', option: 'dataLayer' })
    expect(problem?.message).toContain('write data-data-layer="dataLayer"')
  })

  test('is reported once, however many scripts read it, and not at all if one reads the layer that is heard', () => {
    const one = `${google}/gtm.js?id=GTM-A&l=shopLayer`
    const other = `${google}/gtag/js?id=G-A&l=shopLayer`

    expect(told({}, one, other)).toHaveLength(1)
    expect(told({}, one, `${google}/gtag/js?id=G-A`)).toEqual([])
  })

  test('is not reported if nobody listens for it, nor for other scripts’ layers', () => {
    expect(told({ sources: { ga4: false } }, `${google}/gtm.js?id=GTM-A&l=shopLayer`)).toEqual([])
    expect(told({}, '', '/gtm.js', 'https://shop.example/gtm.js?l=shopLayer')).toEqual([])
    expect(told({})).toEqual([])
  })
})
