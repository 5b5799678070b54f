import { expect, test } from 'vitest'
import type { Shelf } from '../../src/browser/environment.ts'
import { shadowed } from '../../src/preview/shadowed.ts'

function aShelf(kept: Record<string, string>): { shelf: Shelf; kept: Record<string, string> } {
  const shelf: Shelf = {
    get: key => kept[key] ?? null,
    set(key, text) {
      kept[key] = text
      return true
    },
    remove: key => void delete kept[key],
    keys: () => Object.keys(kept),
  }
  return { shelf, kept }
}

test('what is kept is seen, and what is put on it or taken off is seen here alone', () => {
  const { shelf, kept } = aShelf({ history: 'old', seen: '1' })
  const shadow = shadowed(shelf)

  expect(shadow.get('history')).toBe('old')
  expect(shadow.set('history', 'new')).toBe(true)
  shadow.set('draft', 'x')
  shadow.remove('seen')

  expect([shadow.get('history'), shadow.get('draft'), shadow.get('seen')]).toEqual(['new', 'x', null])
  expect(shadow.keys().sort()).toEqual(['draft', 'history'])
  expect(kept).toEqual({ history: 'old', seen: '1' })
})

test('without the shadow, the same is kept', () => {
  const { shelf, kept } = aShelf({ seen: '1' })
  shelf.set('history', 'new')
  shelf.remove('seen')

  expect(kept).toEqual({ history: 'new' })
})
