import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { enginesFor } from '../support/engines.ts'
import { mountedScene } from '../support/mounted-scene.ts'
import { answer, expectAsked, explain, survey, whenQuiet, whyNot } from '../support/visitor.ts'

interface Commands {
  howlikely(command: string, details: unknown): void
}

describe.each(enginesFor('beyond'))('in %s, beyond one browser', engine => {
  const scene = mountedScene(engine)

  const buy = (page: Page, who: string | undefined, options: object, ref = 'A-1') =>
    page.goto(scene.site.page('/thank-you', { options, trigger: 'checkout', ref, ...(who && { who }) }))
  /** Among others: the page's visit is no trigger of the survey either. */
  const waiting = expect.arrayContaining(['wait-after-answer', 'wait-between'])
  const collectorsWords = async (page: Page) => {
    const { surveys } = await explain(page)
    return surveys[0]?.rules.find(({ rule }) => rule === 'collector')?.words
  }
  /** A visitor is certainly not asked only once everything has settled. */
  const settle = async (page: Page) => {
    await whenQuiet(page)
    await explain(page)
  }

  describe('a customer on two devices', () => {
    const options = { askCollector: 'trigger', collectorTimeout: '30s' }

    test('if answered on one, is not asked on the other, and explain names the collector', async () => {
      const { page, site } = scene
      await buy(page, 'u_1', options)
      await expectAsked(page)
      await answer(page, 9)
      await expect.poll(async () => (await site.stored()).length).toBe(1)
      const other = await scene.anotherDevice()
      await buy(other, 'u_1', options, 'A-2')
      await expect.poll(() => whyNot(other, 'checkout')).toEqual(waiting)

      expect(await collectorsWords(other)).toBe(
        'The collector was asked, and what it knows of this customer counts in the rules above.',
      )
      expect(await survey(other).count()).toBe(0)
    })

    test('is asked if it is another person', async () => {
      const { page } = scene
      await buy(page, 'u_1', options)
      await expectAsked(page)
      await answer(page, 9)
      const other = await scene.anotherDevice()
      await buy(other, 'u_2', options, 'A-2')

      await expectAsked(other)
    })

    test('costs one question per trigger, and none on a page without one', async () => {
      const { page, site } = scene
      // After an asking, nobody is asked again in this visit, so nobody needs to know.
      site.mood('talks nonsense')
      for (const ref of ['A-1', 'A-2', 'A-3']) {
        await buy(page, 'u_1', options, ref)
        await settle(page)
      }
      await page.goto(site.page('/elsewhere', { options, who: 'u_1' }))
      await settle(page)

      expect(site.questions()).toBe(3)
    })
  })

  describe('once per visit', () => {
    // None of them waits for a visit.
    const surveys = ['checkout', 'support'].map(id => ({ id, trigger: id }))
    const options = { askCollector: 'visit', collectorTimeout: '30s', surveys }

    test('a known customer costs one question, whatever happens on how many pages', async () => {
      const { page, site } = scene
      for (const path of ['/', '/shelf', '/basket']) {
        await page.goto(site.page(path, { options, who: 'u_1' }))
        await settle(page)
      }
      await buy(page, 'u_1', options)
      await expectAsked(page)

      expect(site.questions()).toBe(1)
    })

    test('an unknown visitor costs no question', async () => {
      const { page, site } = scene
      await page.goto(site.page('/', { options }))
      await settle(page)
      await buy(page, undefined, options)
      await expectAsked(page)

      expect(site.questions()).toBe(0)
    })

    test('a trigger that the help desk has left asks, once', async () => {
      const { page, site } = scene
      expect(
        await site.askNextTime('u_1', { name: 'support', ref: 'T-77', properties: { team: 'north' } }),
      ).toBe(204)
      await page.goto(site.page('/', { options, who: 'u_1' }))
      await expectAsked(page)
      await answer(page, 8)
      await expect
        .poll(() => site.stored())
        .toMatchObject([
          {
            verified: true,
            record: {
              survey: 'support',
              score: 8,
              trigger: { name: 'support', ref: 'T-77', source: 'collector', properties: { team: 'north' } },
            },
          },
        ])
      const other = await scene.anotherDevice()
      await other.goto(site.page('/', { options, who: 'u_1' }))
      await settle(other)

      expect(await survey(other).count()).toBe(0)
    })

    test('a trigger that the help desk has left also asks if the page identifies its visitor late', async () => {
      const { page, site } = scene
      await site.askNextTime('u_1', { name: 'support', ref: 'T-77' })
      await page.goto(site.page('/', { options }))
      await whenQuiet(page)
      expect(site.questions()).toBe(0)
      await page.evaluate(customer => (window as unknown as Commands).howlikely('identify', customer), {
        id: 'u_1',
        signature: await site.signer.respondent('u_1'),
      })

      await expectAsked(page)
      expect(site.questions()).toBe(1)
    })
  })

  describe('a collector that', () => {
    test.each(['talks nonsense', 'never answers', 'breaks off'] as const)(
      '%s: nobody is asked, unless the site wants it',
      async mood => {
        const { page, site } = scene
        site.mood(mood)
        await buy(page, 'u_1', { askCollector: 'trigger', collectorTimeout: '1s' })
        await expect.poll(() => whyNot(page, 'checkout'), { timeout: 10_000 }).toContain('collector')
        expect(await survey(page).count()).toBe(0)
        await buy(page, 'u_1', { askCollector: 'trigger', collectorSilent: 'ask' }, 'A-2')

        await expectAsked(page)
      },
    )
  })

  describe('a browser that forgets what scripts store, as Safari does after 7 days', () => {
    const wipe = (page: Page) =>
      page.evaluate(() => {
        localStorage.clear()
        sessionStorage.clear()
      })
    const answerAndForget = async (page: Page) => {
      await buy(page, undefined, {})
      await expectAsked(page)
      await answer(page, 9)
      await expect
        .poll(async () => (await page.context().cookies()).map(({ name }) => name))
        .toEqual(['howlikely_main_s'])
      await wipe(page)
    }

    test('is reminded by the server’s cookie: a visitor who answered is not asked', async () => {
      const { page } = scene
      await answerAndForget(page)
      await buy(page, undefined, {}, 'A-2')

      await expect.poll(() => whyNot(page, 'checkout')).toEqual(waiting)
      expect(await survey(page).count()).toBe(0)
    })

    test('asks if the cookie is gone too', async () => {
      const { page } = scene
      await answerAndForget(page)
      await page.context().clearCookies()
      await buy(page, undefined, {}, 'A-2')

      await expectAsked(page)
    })
  })
})
