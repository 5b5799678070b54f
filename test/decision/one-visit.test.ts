import { describe, expect, test } from 'vitest'
import { aStorageArea } from '../doubles/storage-area.ts'
import { minutes, noon } from '../eligibility/situations.ts'
import { aPage } from './a-page.ts'

/** A site that has no wait between two askings. */
const options = { waitBetween: '0' }

describe('at most one asking in a visit', () => {
  test('a second trigger of the same visit asks nobody, though no wait is under way', async () => {
    const local = aStorageArea()
    const first = aPage({ local, options, visit: 3 })
    await first.happens('checkout')
    const second = aPage({ local, options, visit: 3, at: noon + minutes(5) })
    await second.happens('support')

    expect([first.asked, second.asked]).toEqual([['checkout'], []])
  })

  test('in the next visit somebody may be asked again', async () => {
    const local = aStorageArea()
    const first = aPage({ local, options, visit: 3 })
    await first.happens('checkout')
    const second = aPage({ local, options, visit: 4, at: noon + minutes(60) })
    await second.happens('support')

    expect([first.asked, second.asked]).toEqual([['checkout'], ['support']])
  })

  test('if visits are not counted, the waits alone decide', async () => {
    const local = aStorageArea()
    const first = aPage({ local, options })
    await first.happens('checkout')
    const second = aPage({ local, options, at: noon + minutes(5) })
    await second.happens('support')

    expect([first.asked, second.asked]).toEqual([['checkout'], ['support']])
  })
})
