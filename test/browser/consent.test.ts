import { describe, expect, test } from 'vitest'
import {
  googleTags,
  gtagConsent,
  gtagConsentOnEachPage,
  tcData,
  tcfArrives,
  tcfListeners,
  tcfSays,
  tcfStub,
  templateUpdates,
} from '../support/consent-tools.ts'
import { enginesFor } from '../support/engines.ts'
import { faultScene } from '../support/fault-scene.ts'
import { answer, choose, expectAsked, explain, survey, whyNot } from '../support/visitor.ts'

describe.each(enginesFor('consent'))('in %s', engine => {
  const scene = faultScene(engine)

  const buy = (consent: 'google' | 'tcf', order = 'A-1', more = {}) =>
    scene.page.goto(scene.shop.thankYou(order, { consent, ...more }))
  const stored = () =>
    scene.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])
  const command = (...call: unknown[]) =>
    scene.page.evaluate(
      words => void (window as unknown as { howlikely(...call: unknown[]): unknown }).howlikely(...words),
      call,
    )
  const expectNotAsked = async () => {
    expect(await whyNot(scene.page, 'checkout')).toEqual(['consent'])
    expect(await survey(scene.page).count()).toBe(0)
    expect(await stored()).toEqual([])
  }
  const expectForgotten = async () => {
    await expect.poll(stored).toEqual([])
    expect(await survey(scene.page).count()).toBe(0)
  }

  describe('consent by Google’s Consent Mode', () => {
    test('that is given before the purchase asks at once', async () => {
      await gtagConsentOnEachPage(scene.page, 'default', { analytics_storage: 'denied' })
      await gtagConsentOnEachPage(scene.page, 'update', { analytics_storage: 'granted' })
      await buy('google')

      await expectAsked(scene.page)
      expect(await stored()).toContain('howlikely:main:history')
    })

    test('that is given late asks then, and nothing is stored before', async () => {
      await gtagConsentOnEachPage(scene.page, 'default', { analytics_storage: 'denied' })
      await buy('google')
      await expectNotAsked()
      await gtagConsent(scene.page, 'update', { analytics_storage: 'granted' })

      await expectAsked(scene.page)
    })

    test('that nobody has mentioned is not given', async () => {
      await buy('google')

      await expectNotAsked()
    })

    test('that is refused asks nobody, and stores nothing', async () => {
      await buy('google')
      await gtagConsent(scene.page, 'default', { analytics_storage: 'granted', wait_for_update: 500 })
      await gtagConsent(scene.page, 'update', { analytics_storage: 'denied' })
      await scene.page.reload()
      await gtagConsent(scene.page, 'update', { analytics_storage: 'denied' })

      await expectNotAsked()
    })

    test('is that for functionality storage, if the site distinguishes it', async () => {
      await buy('google')
      await gtagConsent(scene.page, 'update', {
        analytics_storage: 'granted',
        functionality_storage: 'denied',
      })
      await expectNotAsked()
      await gtagConsent(scene.page, 'update', { functionality_storage: 'granted' })

      await expectAsked(scene.page)
    })

    test('of one region is not that of another', async () => {
      await buy('google')
      await gtagConsent(scene.page, 'default', { analytics_storage: 'granted', region: ['US'] })
      await expectNotAsked()
      await gtagConsent(scene.page, 'default', { analytics_storage: 'granted' })

      await expectAsked(scene.page)
    })

    test('that is withdrawn while the card is open takes it away, and erases what was stored', async () => {
      await gtagConsentOnEachPage(scene.page, 'default', { analytics_storage: 'granted' })
      await buy('google')
      await expectAsked(scene.page)
      await choose(scene.page, 3)
      await gtagConsent(scene.page, 'update', { analytics_storage: 'denied' })

      await expectForgotten()
      expect(scene.recorder.received).toEqual([])
    })

    test('that was withdrawn on another page is seen on the next that wakes it', async () => {
      await gtagConsentOnEachPage(scene.page, 'default', { analytics_storage: 'granted' })
      await buy('google')
      await expectAsked(scene.page)
      await answer(scene.page, 9)
      await gtagConsentOnEachPage(scene.page, 'update', { analytics_storage: 'denied' })
      await scene.page.goto(scene.shop.home({ consent: 'google' }))
      await explain(scene.page)

      await expectForgotten()
    })

    test('that a tag manager’s template gives without the data layer is heard, and so is its withdrawal', async () => {
      await googleTags(scene.page)
      await buy('google')
      await expectNotAsked()
      await templateUpdates(scene.page, true)
      await expectAsked(scene.page)
      await templateUpdates(scene.page, false)

      await expectForgotten()
    })

    test('is read from the layer that the site names', async () => {
      await buy('google', 'A-1', { 'data-layer': 'shopLayer', trigger: 'checkout' })
      await gtagConsent(scene.page, 'update', { analytics_storage: 'granted' })
      expect(await whyNot(scene.page, 'checkout')).toContain('consent')
      expect(await stored()).toEqual([])
      await scene.page.evaluate(() => {
        const host = window as unknown as { shopLayer: unknown[]; dataLayer: unknown[] }
        host.shopLayer = [...host.dataLayer]
      })
      await scene.page.getByRole('heading').first().click()

      await expectAsked(scene.page)
    })

    test('is no longer heard once howlikely is gone', async () => {
      await buy('google')
      await explain(scene.page)
      await command('destroy')
      await gtagConsent(scene.page, 'update', { analytics_storage: 'granted' })

      expect(await stored()).toEqual([])
      expect(await scene.page.evaluate(() => 'howlikely' in window)).toBe(false)
    })
  })

  describe('consent by the Transparency and Consent Framework', () => {
    test('that is known when the tool arrives asks then, and nothing is stored before', async () => {
      await tcfStub(scene.page)
      await buy('tcf')
      await expectNotAsked()
      await tcfArrives(scene.page, tcData('tcloaded', 1, 8))

      await expectAsked(scene.page)
      expect(await stored()).toContain('howlikely:main:history')
    })

    test('waits for the visitor who is being asked for it', async () => {
      await tcfStub(scene.page)
      await buy('tcf')
      await tcfArrives(scene.page, tcData('cmpuishown', 1))
      await expectNotAsked()
      await tcfSays(scene.page, tcData('useractioncomplete', 1))

      await expectAsked(scene.page)
    })

    test('to other purposes than storing doesn’t count', async () => {
      await tcfStub(scene.page)
      await buy('tcf')
      await tcfArrives(scene.page, tcData('useractioncomplete', 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))

      await expectNotAsked()
    })

    test('is not needed if the law does not apply', async () => {
      await tcfStub(scene.page)
      await buy('tcf')
      await tcfArrives(scene.page, { eventStatus: 'tcloaded', gdprApplies: false })

      await expectAsked(scene.page)
    })

    test('that is withdrawn takes the card away, and erases what was stored', async () => {
      await tcfStub(scene.page)
      await buy('tcf')
      await tcfArrives(scene.page, tcData('tcloaded', 1))
      await expectAsked(scene.page)
      await tcfSays(scene.page, tcData('cmpuishown', 1))
      expect(await survey(scene.page).count()).toBe(1)
      await tcfSays(scene.page, tcData('useractioncomplete'))

      await expectForgotten()
    })

    test('is found if the tool comes late, without a stub', async () => {
      await buy('tcf')
      await expectNotAsked()
      await tcfArrives(scene.page, tcData('tcloaded', 1))
      await scene.page.getByRole('heading').first().click()

      await expectAsked(scene.page)
    })

    test('is no longer asked for once howlikely is gone', async () => {
      await tcfStub(scene.page)
      await buy('tcf')
      await tcfArrives(scene.page, tcData('cmpuishown'))
      await explain(scene.page)
      expect(await tcfListeners(scene.page)).toBe(1)
      await command('destroy')

      await expect.poll(() => tcfListeners(scene.page)).toBe(0)
    })
  })

  test('the command also gives consent, whatever tool the site has named', async () => {
    await buy('tcf')
    await expectNotAsked()
    await command('consent', true)

    await expectAsked(scene.page)
  })

  test('an answer that was sent still goes out when consent is withdrawn', async () => {
    await scene.recorder.refuse()
    await gtagConsentOnEachPage(scene.page, 'default', { analytics_storage: 'granted' })
    await buy('google')
    await expectAsked(scene.page)
    await answer(scene.page, 9, 'Fast delivery')
    await gtagConsent(scene.page, 'update', { analytics_storage: 'denied' })
    await expect
      .poll(stored)
      .toEqual(expect.not.arrayContaining(['howlikely:main:history', 'howlikely:main:seen']))
    await scene.recorder.listen()
    await scene.page.goto(scene.shop.home({ consent: 'google' }))
    await explain(scene.page)

    await expect.poll(() => scene.recorder.received.length, { timeout: 15_000 }).toBeGreaterThan(0)
    expect(scene.recorder.received.at(-1)?.record).toMatchObject({ score: 9, reason: 'Fast delivery' })
  })
})
