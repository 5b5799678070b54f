import { expect, test } from 'vitest'
import { shadowed } from '../../src/preview/shadowed.ts'
import { aStorageArea } from '../doubles/storage-area.ts'

function anAreaWith(texts: Readonly<Record<string, string>>) {
  const area = aStorageArea()
  for (const [key, text] of Object.entries(texts)) area.set(key, text)
  const kept = () => Object.fromEntries(area.keys().map(key => [key, area.get(key)]))
  return { area, kept }
}

test('stored values are visible, and changes to them only here', () => {
  const { area, kept } = anAreaWith({ history: 'old', seen: '1' })
  const shadow = shadowed(area)

  expect(shadow.get('history')).toBe('old')
  expect(shadow.set('history', 'new')).toBe(true)
  shadow.set('draft', 'x')
  shadow.remove('seen')

  expect([shadow.get('history'), shadow.get('draft'), shadow.get('seen')]).toEqual(['new', 'x', null])
  expect(shadow.keys().sort()).toEqual(['draft', 'history'])
  expect(kept()).toEqual({ history: 'old', seen: '1' })
})

test('without the shadow, the same is kept', () => {
  const { area, kept } = anAreaWith({ seen: '1' })
  area.set('history', 'new')
  area.remove('seen')

  expect(kept()).toEqual({ history: 'new' })
})
