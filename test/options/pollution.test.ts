import { expect, test } from 'vitest'
import { readOptions } from '../../src/options/read-options.ts'
import { OptionsSchema, Survey } from '../../src/options/schema.ts'
import { readRespondent, readTrigger } from '../../src/triggers/read-trigger.ts'
import { aPage } from '../decision/a-page.ts'
import { aStorageArea } from '../doubles/storage-area.ts'

const details = ['ref', 'currency', 'signature', 'traits', 'since', 'email']
const names = [
  ...new Set([...Object.keys(OptionsSchema.def.shape), ...Object.keys(Survey.def.shape), ...details]),
]
const values = ['/evil', false, { polluted: true }, () => 'called']

const options = () => readOptions([{ endpoint: '/responses' }], 'https://shop.example/').settings
const trigger = () => readTrigger({ name: 'checkout', details: { value: 1 }, source: 'tag', at: 1 })
const clean = { options: JSON.stringify(options()), trigger: JSON.stringify(trigger()) }

/** The result of a function while `Object.prototype` has more than it should, as careless libraries leave it. */
async function polluted<Result>(name: string, value: unknown, act: () => Result | Promise<Result>) {
  Object.defineProperty(Object.prototype, name, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  })
  try {
    return await act()
  } finally {
    // Restore it before any `expect`: the test's own tools would stumble as well.
    Reflect.deleteProperty(Object.prototype, name)
  }
}

test.each(names)('a page whose Object.prototype has "%s" asks as any other', async name => {
  for (const value of values) {
    const found = await polluted(name, value, async () => {
      const page = aPage({ local: aStorageArea() })
      await page.happens('checkout')
      return {
        options: JSON.stringify(options()),
        trigger: JSON.stringify(trigger()),
        respondent: readRespondent({}),
        asked: page.asked,
      }
    })

    expect(found).toEqual({ ...clean, respondent: null, asked: ['checkout'] })
  }
})

test('a plain object would not', async () => {
  expect(await polluted('endpoint', '/evil', () => Reflect.get({}, 'endpoint'))).toBe('/evil')
})
