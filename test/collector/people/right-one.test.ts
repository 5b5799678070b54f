import { describe, expect, test } from 'vitest'
import { createFairQueue } from '../../../src/collector/people/fair-queue.ts'
import { hashPassword, isPassword, unfittingHash, usualCost } from '../../../src/collector/people/password.ts'
import { token } from '../test-collector.ts'
import { cheap, password, testTeam } from './a-team.ts'

const attacker = '203.0.113.7'

describe('the right person is let in, whatever others try from the same address', () => {
  test('by the token, typed or sent by a machine', async () => {
    const { post, fetch } = await testTeam({ rateLimit: 20 })
    const bearer = (typed: string) =>
      fetch(
        new Request('http://collector/api/report', { headers: { authorization: `Bearer ${typed}` } }),
        attacker,
      )
    const tries = await Promise.all(
      Array.from({ length: 60 }, () => post('/login', { token: 'wrong' }, attacker)),
    )
    const statuses = tries.map(({ status }) => status)

    expect(statuses.filter(status => status === 401)).toHaveLength(10)
    expect(statuses.filter(status => status === 429)).toHaveLength(50)
    expect(tries.at(-1)?.headers.get('retry-after')).toBe('6')
    expect((await bearer('wrong')).status).toBe(429)
    expect((await bearer(token)).status).toBe(200)
    expect((await post('/login', { token }, attacker)).status).toBe(303)
  })

  test('by a password; nobody can tell a name that there is from one that there isn’t', async () => {
    const { joined, signIn } = await testTeam()
    await joined('Ada', 'view')
    const answers: string[] = []
    for (const name of ['Ada', 'Nobody']) {
      const answer = await signIn(name, 'wrong wrong wrong', '198.51.100.1')
      answers.push(`${answer.status} ${(await answer.text()).replaceAll(name, 'NAME')}`)
    }
    expect(answers[0]).toBe(answers[1])

    for (let tries = 0; tries < 10; tries += 1)
      expect((await signIn('Ada', 'wrong wrong wrong', attacker)).status).toBe(401)
    const late = await signIn('Ada', 'wrong wrong wrong', attacker)

    expect(late.status).toBe(429)
    expect(late.headers.get('retry-after')).toBe('6')
    expect((await signIn('Ada', password, attacker)).status).toBe(303)
  })

  test('by a link that works once', async () => {
    const { invited, join, post } = await testTeam()
    const path = await invited('view')
    for (let tries = 0; tries < 12; tries += 1) await post('/join', { code: 'wrong', name: 'Eve', password })

    expect((await join(path, 'Ada')).status).toBe(303)
  })
})

describe('a password', () => {
  test('is kept with salt and parameters, and found again however a keyboard spells it', async () => {
    const [first, second] = [
      await hashPassword('smörgåsbord!', cheap),
      await hashPassword('smörgåsbord!', cheap),
    ]

    expect(first).toMatch(/^scrypt\$2\$1\$1\$[\w-]{22}\$[\w-]{43}$/)
    expect(first).not.toBe(second)
    expect(await isPassword('smörgåsbord!'.normalize('NFD'), first)).toBe(true)
    expect(await isPassword('Smörgåsbord!', first)).toBe(false)
  })

  test('can still be checked when others cost more', async () => {
    const kept = await hashPassword(password, { N: 16, r: 2, p: 2 })

    expect(await isPassword(password, kept)).toBe(true)
  })

  test('costs 32 MiB a try, even for a name that nobody has', async () => {
    expect(128 * usualCost.N * usualCost.r).toBe(32 * 2 ** 20)
    expect(unfittingHash()).toMatch(/^scrypt\$32768\$8\$3\$/)
    expect(await isPassword(password, unfittingHash(cheap))).toBe(false)
  })
})

describe('the fair queue before passwords', () => {
  /** Jobs that are done when the test says so. */
  const setUp = (limits?: Parameters<typeof createFairQueue>[0]) => {
    const queue = createFairQueue(limits)
    const begun: string[] = []
    const done = new Map<string, () => void>()
    const results: Promise<void>[] = []
    const run = (name: string, client: string, isSuspect = false): boolean => {
      const result = queue.run(client, isSuspect, () => {
        begun.push(name)
        return new Promise<void>(resolve => done.set(name, resolve))
      })
      if (result) results.push(result)
      return result !== null
    }
    const end = async (name: string) => {
      done.get(name)?.()
      await new Promise(resolve => setImmediate(resolve))
    }
    return { run, begun, end }
  }

  test('lets two at once, in turns of the clients, not of their jobs', async () => {
    const { run, begun, end } = setUp()
    for (const name of ['a1', 'a2', 'a3', 'a4']) run(name, 'a')
    run('b1', 'b')
    expect(begun).toEqual(['a1', 'a2'])

    await end('a1')
    await end('a2')

    expect(begun).toEqual(['a1', 'a2', 'a3', 'b1'])
  })

  test('lets suspects wait for others, one at a time, and yet come to their turn', async () => {
    const { run, begun, end } = setUp()
    for (const name of ['s1', 's2', 's3']) run(name, 's', true)
    expect(begun).toEqual(['s1'])
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']) run(name, 'a')

    for (const name of ['a1', 's1', 'a2', 'a3']) await end(name)

    expect(begun).toContain('s2')
    expect(begun).not.toContain('s3')
    expect(begun.indexOf('s2')).toBeLessThan(6)
  })

  test('turns away what would wait too long, of one client first', async () => {
    const { run, end } = setUp({ atOnce: 1, mostOfClient: 2, mostOfAll: 3 })
    expect(['a1', 'a2', 'a3', 'a4'].map(name => run(name, 'a'))).toEqual([true, true, true, false])
    expect(run('b1', 'b')).toBe(true)
    expect(run('c1', 'c')).toBe(false)

    await end('a1')

    expect(run('c1', 'c')).toBe(true)
  })

  test('goes on after a job that failed', async () => {
    const queue = createFairQueue({ atOnce: 1, mostOfClient: 2, mostOfAll: 3 })
    const failed = queue.run('a', false, async () => {
      throw new Error('no memory')
    })
    await expect(failed).rejects.toThrow('no memory')

    expect(await queue.run('a', true, async () => 'done')).toBe('done')
  })
})
