import { describe, expect, test } from 'vitest'
import type { WaitingTrigger } from '../../src/decision/asking.ts'
import { createStoredWaiting } from '../../src/showing/stored-waiting.ts'
import { aStorageArea } from '../doubles/storage-area.ts'
import { aTrigger, days, minutes, noon } from '../eligibility/situations.ts'
import { aBrowser } from './a-browser.ts'

const key = 'howlikely:main:waiting'

const waitingFor = (ref: string, at = noon): WaitingTrigger => ({
  trigger: aTrigger({ ref, at }),
  survey: 'checkout',
  due: at + 2000,
})
const refs = (all: WaitingTrigger[]) => all.map(({ trigger }) => trigger.ref)

/** Two tabs, the second of which doesn't see what the first has just written. */
function twoTabs() {
  const local = aStorageArea()
  const first = createStoredWaiting(local, () => key)
  const second = (seen: string | null) => createStoredWaiting({ ...local, get: () => seen }, () => key)
  return { local, first, second }
}

describe('triggers that wait', () => {
  test('are kept until they are dropped, at most ten, the newest', () => {
    const waiting = createStoredWaiting(aStorageArea(), () => key)
    for (let order = 1; order <= 11; order += 1) waiting.put(waitingFor(`A-${order}`, noon + order))
    expect(refs(waiting.all())).toHaveLength(10)
    expect(refs(waiting.all())).not.toContain('A-1')

    waiting.drop(waitingFor('A-5', noon + 5))
    expect(refs(waiting.all())).not.toContain('A-5')
  })

  test.each(['', 'null', '{}', '[null]', '[{"due":1}]', 'nonsense'])(
    'that nobody wrote are none: %j',
    text => {
      const local = aStorageArea()
      local.set(key, text)

      expect(createStoredWaiting(local, () => key).all()).toEqual([])
    },
  )

  test('of two tabs at the same instant: the one that is written first may be forgotten by later pages', () => {
    const { local, first, second } = twoTabs()
    const before = local.get(key)
    first.put(waitingFor('A-1'))
    second(before).put(waitingFor('A-2', noon + 1))

    expect(refs(first.all())).toEqual(['A-2'])
  })

  test('and one that has asked may be written again, and then asks nobody', async () => {
    const { local, first, second } = twoTabs()
    const browser = aBrowser({
      local,
      options: { waitBetween: '0', waitAfterIgnored: '0', waitAfterDismissal: '0' },
    })
    const tab = browser.tab()
    await tab.go('/thank-you')
    await tab.happens('checkout', { ref: 'A-1' })
    const before = local.get(key)
    expect(refs(first.all())).toEqual(['A-1'])
    await browser.pass(minutes(1))
    tab.card().events.closed()
    expect(first.all()).toEqual([])
    second(before).put(waitingFor('A-2', noon + 1))
    local.set('howlikely:main:wakeAt', `${noon}`)
    expect(refs(first.all())).toEqual(['A-1', 'A-2'])
    await tab.go('/shelf')
    await browser.pass(minutes(1))

    // The number was asked about: without waits the other one asks, and this one doesn't.
    expect(tab.card().trigger).toMatchObject({ ref: 'A-2' })
    tab.card().events.closed()
    await browser.pass(days(1))
    expect([tab.open(), first.all()]).toEqual([null, []])
  })
})
