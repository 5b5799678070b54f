import { expect, test } from 'vitest'
import type { PageContext } from '../../src/decision/page-context.ts'
import { aLoader } from './a-loader.ts'

const soon = () => `${Date.now() + 3_600_000}`

/** What earlier pages may have left: each is the only thing left, and none of them wakes anything by itself. */
const leftovers = {
  history: () => '{"v":1}',
  quietUntil: soon,
  seen: () => '1,1,1,1',
  waiting: () => '[]',
  decisions: () => '[]',
}

const refuse = async (kept: Record<string, string>, options = {}) => {
  const pages: PageContext[] = []
  const { command, settled } = aLoader({
    options: { consent: 'required', ...options },
    kept,
    woken: page => void pages.push(page),
  })
  await settled()
  expect(pages).toEqual([])
  command('consent', false)
  await settled()
  return pages.length
}

test.each(Object.entries(leftovers))(
  'consent that is withdrawn erases on a quiet page, too: %s',
  async (name, text) => {
    expect(await refuse({ [name]: text() })).toBe(1)
  },
)

test('and if the memory may be in a cookie', async () => {
  expect(await refuse({}, { storage: 'cookie' })).toBe(1)
})

test('if nothing is kept, nothing is loaded to erase it', async () => {
  expect(await refuse({})).toBe(0)
})
