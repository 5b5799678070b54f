import { expect, test } from 'vitest'
import { visitorOf } from '../../src/history/visitor-id.ts'
import type { Settings } from '../../src/options/settings.ts'
import { aBrowserInMemory, aPageOf } from '../doubles/browser.ts'
import { aStorageArea } from '../doubles/storage-area.ts'

const first = '0199c0de-7a31-7c5e-9a40-5d2f8c1b6e01'
const second = '0199c0de-7a31-7c5e-9a40-5d2f8c1b6e02'
const key = 'howlikely:main:visitor'

type Wanted = Pick<Settings, 'site' | 'visitorId' | 'storage' | 'gpc'>
const wanted: Wanted = { site: 'main', visitorId: true, storage: 'local', gpc: 'anonymous' }

test('the id of the first response becomes the visitor’s, and stays', () => {
  const browser = aBrowserInMemory()

  expect(visitorOf(browser, wanted, first)).toEqual({ visitor: first })
  expect(visitorOf(browser, wanted, second)).toEqual({ visitor: first })
  expect(browser.local.get(key)).toBe(first)
  expect(visitorOf(browser, { ...wanted, site: 'outlet' }, second)).toEqual({ visitor: second })
})

test.each<[string, Partial<Wanted>, boolean]>([
  ['unless the site wants one', { visitorId: false }, false],
  ['where nothing may be kept', { storage: 'none' }, false],
  ['where the visitor’s signal objects', {}, true],
  ['where it does, and nobody is to be asked', { gpc: 'skip' }, true],
])('there is none %s', (_case, changes, gpc) => {
  const browser = aBrowserInMemory({ page: () => aPageOf({ gpc }) })

  expect(visitorOf(browser, { ...wanted, ...changes }, first)).toEqual({})
  expect([...browser.local.keys(), ...browser.session.keys()]).toEqual([])
})

test.each<[string, Partial<Wanted>, boolean, 'local' | 'session']>([
  ['in local storage where the history is in a cookie', { storage: 'cookie' }, false, 'local'],
  ['for the session where the history is', { storage: 'session' }, false, 'session'],
  ['where the site ignores the signal', { gpc: 'ignore' }, true, 'local'],
])('it is kept %s', (_case, changes, gpc, place) => {
  const browser = aBrowserInMemory({ page: () => aPageOf({ gpc }) })

  expect(visitorOf(browser, { ...wanted, ...changes }, first)).toEqual({ visitor: first })
  expect(browser[place].keys()).toEqual([key])
})

test('a text there that is no id is replaced', () => {
  const browser = aBrowserInMemory()
  browser.local.set(key, 'anna@example.com')

  expect(visitorOf(browser, wanted, first)).toEqual({ visitor: first })
})

test('if it cannot be kept, there is none', () => {
  const browser = aBrowserInMemory({ local: { ...aStorageArea(), set: () => false } })

  expect(visitorOf(browser, wanted, first)).toEqual({})
})
