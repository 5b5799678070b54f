import { describe, expect, test } from 'vitest'
import { createRequestLock } from '../../src/browser/request-lock.ts'

const isGecko = 'buildID' in navigator

describe.each([true, false])('a lock that is brief: %s', isBrief => {
  test.skipIf(isGecko && !isBrief)(
    'can be requested again as soon as this page has released it',
    async () => {
      const requestLock = createRequestLock()
      for (let time = 0; time < 20; time += 1) {
        const release = await requestLock('again', isBrief)
        expect(release).not.toBeNull()
        release?.()
      }
    },
  )

  test.skipIf(isGecko && !isBrief)('is had by one at a time', async () => {
    const [mine, another] = [createRequestLock(), createRequestLock()]
    const release = await mine(`one ${isBrief}`, isBrief)

    expect(await another(`one ${isBrief}`, isBrief)).toBeNull()
    expect(await mine(`one ${isBrief}`, isBrief)).toBeNull()
    release?.()
    await expect.poll(() => another(`one ${isBrief}`, isBrief)).not.toBeNull()
  })
})

test.runIf(isGecko)('no lock lasts in Gecko, which doesn’t cache a page that holds one', async () => {
  await expect(createRequestLock()('lasts')).rejects.toThrow('no lock that lasts')
})
