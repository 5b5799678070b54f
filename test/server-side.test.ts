import { expect, test } from 'vitest'
import { createHowlikely } from '../src/index.ts'

test('on a server, which has no page, every method does nothing', async () => {
  const howlikely = createHowlikely({ endpoint: '/responses' })

  expect(howlikely.trigger('checkout')).toBeUndefined()
  expect(howlikely.on('answered', () => {})()).toBeUndefined()
  await expect(howlikely.forget()).resolves.toBeUndefined()
  howlikely.destroy()
})
