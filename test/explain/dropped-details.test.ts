import { describe, expect, test } from 'vitest'
import type { RawTrigger } from '../../src/decision/page-context.ts'
import { droppedDetails } from '../../src/explain/dropped-details.ts'

const raw = (details: unknown, more: Partial<RawTrigger> = {}): RawTrigger => ({
  name: 'checkout',
  source: 'ga4',
  at: 0,
  details,
  ...more,
})
const options = (trigger: RawTrigger) => droppedDetails(trigger).map(({ option }) => option)

describe('what of a trigger could not be used', () => {
  test('is reported with what was found and what is allowed', () => {
    const [problem, ...others] = droppedDetails(raw({ ref: 'A-1', value: '1.234,50 kr' }))

    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'dropped-detail', option: 'value', found: '"1.234,50 kr"' })
    expect(problem?.message).toContain('the trigger "checkout" of ga4 came with the value "1.234,50 kr"')
  })

  test('does not include the tag’s options', () => {
    const attributes = Object.fromEntries([...Array(21).keys()].map(n => [`option${n}`, 'x'.repeat(600)]))

    expect(options(raw({ ref: 'A-1', ...attributes }, { source: 'tag' }))).toEqual([])
    expect(options(raw({ ref: '', value: '1.234,50 kr', ...attributes }, { source: 'tag' }))).toContain(
      'value',
    )
  })

  test.each<[string, object, string[]]>([
    ['an array where a text belongs', { ref: ['A-1'] }, ['ref']],
    ['an object where a text belongs', { ref: 'A-1', currency: { code: 'EUR' } }, ['currency']],
    ['a ref that is too long', { ref: 'x'.repeat(501) }, ['ref']],
    ['a property that is no flat value', { ref: 'A-1', items: [] }, ['items']],
    [
      'more properties than 20',
      { ref: 'A-1', ...Object.fromEntries([...Array(21).keys()].map(n => [`p${n}`, n])) },
      ['p20'],
    ],
    ['no ref', { value: 7 }, ['ref']],
    ['an empty ref', { ref: '' }, ['ref']],
  ])('names %s', (_what, details, expected) => {
    expect(options(raw(details))).toEqual(expected)
  })

  test.each<[string, RawTrigger]>([
    ['all is as it should be', raw({ ref: 1042, value: '59.90', currency: 'EUR', team: 'north' })],
    ['fields are empty', raw({ ref: 'A-1', value: undefined, currency: null, signature: '' })],
    ['a trigger of another name has no ref', raw({ plan: 'pro' }, { name: 'upgrade' })],
  ])('is nothing where %s', (_what, trigger) => {
    expect(droppedDetails(trigger)).toEqual([])
  })

  test.each([
    ['a text', 'A-1', '"A-1"'],
    ['a list', ['A-1', { value: 7 }], '["A-1",{"value":7}]'],
    ['a number', 7, '7'],
  ])('is all of it, said once, where the details are %s', (_what, details, found) => {
    const [problem, nameless, ...others] = droppedDetails(raw(details))

    expect(problem).toMatchObject({ option: 'details', found })
    expect([nameless?.option, others]).toEqual(['ref', []])
  })

  test('is reported with a guess if nothing of a purchase was found', () => {
    const message = (details: object) => droppedDetails(raw(details))[0]?.message

    expect(message({ ref: undefined, value: undefined })).toContain('perhaps in a list?')
    expect(message({ value: 7 })).not.toContain('perhaps in a list?')
  })

  test('is reported without one if the source has no more details', () => {
    const [problem] = droppedDetails(raw({}, { name: 'support', source: 'zendesk' }))

    expect(problem?.message).toBe(
      'the trigger "support" of zendesk came without a ref: a reloaded page cannot be told from a new purchase or conversation.',
    )
  })

  test('may be something that cannot be shown', () => {
    const ring: { self?: unknown } = {}
    ring.self = ring

    expect(options(raw({ ref: ring }))).toEqual(['ref'])
  })
})
