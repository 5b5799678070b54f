import { expect, test } from 'vitest'
import type { PageContext } from '../../src/decision/page-context.ts'
import { aLoader } from './a-loader.ts'

test('a removed handler is gone, however many there were', async () => {
  const pages: PageContext[] = []
  const { command, settled } = aLoader({ woken: page => void pages.push(page) })
  command('explain')
  await settled()
  const offs = Array.from({ length: 30 }, () => command('on', 'answered', () => {}) as () => void)
  expect(pages[0]?.handlers.size).toBe(30)
  for (const off of offs) off()

  expect(pages[0]?.handlers.size).toBe(0)
})
