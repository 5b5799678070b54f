import { describe, expect, test } from 'vitest'
import { aStorageArea } from '../doubles/storage-area.ts'
import { minutes, noon } from '../eligibility/situations.ts'
import { aPage } from './a-page.ts'

const day = minutes(24 * 60)

/** Asked at noon; something happens again so many days later. */
async function askedAgain(after: string, at: number): Promise<string[]> {
  const local = aStorageArea()
  const options = { surveys: [{ id: 'checkout', trigger: 'checkout', waitAfterIgnored: '30d', after }] }
  await aPage({ local, options }).happens('checkout')
  const later = aPage({ local, options, at })
  await later.happens('checkout')
  return later.asked
}

describe('what asks on purpose later is judged as of then', () => {
  test('a wait that is over by then keeps nobody from being asked', async () => {
    expect(await askedAgain('7d', noon + 23 * day)).toEqual(['checkout'])
  })

  test('a wait that is not over by then does', async () => {
    expect(await askedAgain('7d', noon + 23 * day - 1)).toEqual([])
  })

  test('without a later day, the wait counts as of now', async () => {
    expect(await askedAgain('0', noon + 23 * day)).toEqual([])
    expect(await askedAgain('0', noon + 30 * day)).toEqual(['checkout'])
  })
})
