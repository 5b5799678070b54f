import { expect, test } from 'vitest'
import { parseHistory } from '../../src/history/history.ts'
import { aStorageArea } from '../doubles/storage-area.ts'
import { aPage } from './a-page.ts'

const historyIn = (local: ReturnType<typeof aStorageArea>) =>
  parseHistory(local.get('howlikely:main:history'))

test('a site that asks a share of its visitors stores the seed that decides, though nobody is asked', async () => {
  const page = aPage({ local: aStorageArea(), options: { sample: '0' } })
  await page.happens('checkout')

  expect(page.asked).toEqual([])
  expect(historyIn(page.local)?.seed).toBe(2 ** 31)
})

test('a stored seed is not drawn again', async () => {
  const local = aStorageArea()
  await aPage({ local, options: { sample: '0' } }).happens('checkout')
  const before = local.get('howlikely:main:history')
  await aPage({ local, options: { sample: '0' } }).happens('checkout')

  expect(local.get('howlikely:main:history')).toBe(before)
})

test('a site that asks everybody writes nothing before the first asking', async () => {
  const page = aPage({ local: aStorageArea(), options: { waitBetween: '1d' } })
  await page.happens('refund')

  expect(page.asked).toEqual([])
  expect(page.local.keys()).toEqual([])
})
