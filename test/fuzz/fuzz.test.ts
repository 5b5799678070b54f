import { expect, test } from 'vitest'
import { isDeeperThan } from '../../src/collector/is-deeper-than.ts'
import { tries } from '../support/thorough.ts'
import { errorCodes, fuzz } from './fuzz.ts'
import { makeTry } from './messages.ts'

const known = { token: 'the-operators-token', origin: 'https://shop.example' }

test('strange, wrong and hostile input is answered as the docs say, and what is accepted is stored', async () => {
  const {
    tries: tried,
    accepted,
    statuses,
    responses,
    memory,
    wrong,
  } = await fuzz({ tries: tries(400, 3000), seed: 20_261_122 })

  expect(wrong).toEqual([])
  expect([...statuses.keys()].filter(status => status >= 500)).toEqual([])
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([...errorCodes]))
  expect(accepted).toBeGreaterThanOrEqual(tried / 5)
  expect(responses.stored).toBeGreaterThanOrEqual(responses.followed)
  expect((memory.end ?? 0) - (memory.start ?? 0)).toBeLessThan(300 * 2 ** 20)
}, 120_000)

test('the same seed makes the same tries, another one others', () => {
  const made = (seed: number) => Array.from({ length: 50 }, (_, number) => makeTry(seed, number, known))

  expect(made(1)).toEqual(made(1))
  expect(made(2)).not.toEqual(made(1))
})

test.each<[unknown, boolean]>([
  [1, false],
  [{ a: [1] }, false],
  [{ a: [{}] }, true],
  [{ a: [[]] }, true],
])('%j is deeper than two levels: %s', (value, isDeeper) => {
  expect(isDeeperThan(2, value)).toBe(isDeeper)
})
