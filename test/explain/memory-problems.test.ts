import { describe, expect, test } from 'vitest'
import type { StorageArea } from '../../src/browser/browser.ts'
import { memoryProblems } from '../../src/explain/memory-problems.ts'
import { parseHistory, recordAsked, serializeHistory } from '../../src/history/history.ts'
import { openMemory } from '../../src/history/memory.ts'
import { aPage } from '../decision/a-page.ts'
import { aStorageArea } from '../doubles/storage-area.ts'
import { aHistory, noon, someSettings } from '../eligibility/situations.ts'

const key = 'howlikely:main:history'

/** The codes of the problems reported for storage that holds this text. */
function toldOf(text: string | null, settings = someSettings()) {
  const local = aStorageArea()
  if (text !== null) local.set(key, text)
  return memoryProblems(opened(local), settings).map(({ code }) => code)
}
const opened = (area: StorageArea) => openMemory({ settings: someSettings(), area, now: noon, builtAt: 0 })

describe('the report about the memory says', () => {
  test('nothing, if it is as it should be', () => {
    expect(toldOf(null)).toEqual([])
    expect(toldOf(serializeHistory(recordAsked(aHistory(), 'checkout', noon)))).toEqual([])
  })

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"v":1}',
    'another script’s own',
    'x'.repeat(1_000_000),
    JSON.stringify({ v: 1, askings: Array.from({ length: 20_000 }, () => null) }),
  ])('that it could not be read: %.40j', text => {
    expect(toldOf(text)).toEqual(['storage-unreadable'])
  })

  test('that a newer version wrote it', () => {
    expect(toldOf('{"v":2,"anything":true}')).toEqual(['storage-newer'])
  })

  test('that nothing can be kept, and the consequence', () => {
    const blocked = opened({ ...aStorageArea(), set: () => false })
    const sentence = (withoutMemory: 'skip' | 'ask') => memoryProblems(blocked, { withoutMemory })[0]?.message

    expect(sentence('skip')).toContain('nobody is asked')
    expect(sentence('ask')).toContain('the waits hold for this page only')
  })
})

describe('foreign and spoilt storage', () => {
  const texts = ['', 'null', '[]', '{"v":9}', '0', 'x'.repeat(200_000), '[{"trigger":null}]', '-1,-1,-1,-1']
  const names = ['history', 'quietUntil', 'wakeAt', 'seen', 'decisions']

  test.each(texts)('asks nobody too often, and throws nothing: %.30j', async text => {
    for (const name of names) {
      const local = aStorageArea()
      const first = aPage({ local })
      await first.happens('checkout')
      expect(first.asked, name).toEqual(['checkout'])
      local.set(`howlikely:main:${name}`, text)
      const second = aPage({ local, at: noon + 60_000 })
      await second.happens('checkout')

      expect(second.asked, name).toEqual([])
      if (name === 'history' && text !== '{"v":9}')
        expect(parseHistory(local.get(key))?.askings[0]?.asked.seen, name).toBe(noon + 60_000)
      if (text === '{"v":9}') expect(local.get(`howlikely:main:${name}`)).not.toBeNull()
    }
  })
})
