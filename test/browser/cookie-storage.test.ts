import { describe, expect, test } from 'vitest'
import { engines, isAskedOf } from '../support/engines.ts'
import { faultScene } from '../support/fault-scene.ts'
import type { TagOptions } from '../support/shop.ts'
import { answer, expectAsked, explain, survey, whyNot } from '../support/visitor.ts'

const inCookie = { storage: 'cookie' }

describe.each(engines)('in %s, with storage in a cookie', engine => {
  const scene = faultScene(engine)

  /** The shop on a host name of its own; every name below "localhost" is this machine, and "localhost" a public suffix. */
  const on = (host: string, order: string, tag: TagOptions = inCookie) =>
    scene.shop.thankYou(order, tag).replace('127.0.0.1', host)
  const cookies = async () =>
    (await scene.context.cookies()).filter(({ name }) => name.startsWith('howlikely'))

  test('a visitor asked on www. is not asked on help.', async () => {
    await scene.page.goto(on('www.shop.localhost', 'A-1'))
    await expectAsked(scene.page)
    await answer(scene.page, 9)
    await scene.page.goto(on('help.shop.localhost', 'A-2'))

    expect(await whyNot(scene.page, 'checkout')).toEqual(['wait-after-answer', 'wait-between'])
    expect(await survey(scene.page).count()).toBe(0)
  })

  test('another site knows nothing about it', async () => {
    await scene.page.goto(on('www.shop.localhost', 'A-1'))
    await expectAsked(scene.page)
    await answer(scene.page, 9)
    await scene.page.goto(on('www.other.localhost', 'A-2'))

    await expectAsked(scene.page)
  })

  test('with storage in local storage, each host asks for itself', async () => {
    await scene.page.goto(on('www.shop.localhost', 'A-1', {}))
    await expectAsked(scene.page)
    await answer(scene.page, 9)
    await scene.page.goto(on('help.shop.localhost', 'A-2', {}))

    await expectAsked(scene.page)
    expect(await cookies()).toEqual([])
  })

  test('the cookie is on the registrable domain, small, and contains nothing but stamps', async () => {
    await scene.page.goto(on('www.shop.localhost', 'A-1'))
    await expectAsked(scene.page)
    await answer(scene.page, 9)
    const [cookie, ...others] = await cookies()

    expect(others).toEqual([])
    expect(cookie).toMatchObject({
      name: 'howlikely_main',
      domain: expect.stringMatching(/^\.?shop\.localhost$/),
      path: '/',
      sameSite: 'Lax',
      httpOnly: false,
    })
    expect(cookie?.value).toMatch(/^1\.\.\w+~0\.a0~\w+\*\w+\.\w+$/)
    const days = (Number(cookie?.expires) - Date.now() / 1000) / 86_400
    expect(days).toBeGreaterThan(399.9)
    expect(days).toBeLessThanOrEqual(400.1)
  })

  test('a visitor who asks to be forgotten is forgotten on every host', async () => {
    await scene.page.goto(on('www.shop.localhost', 'A-1'))
    await expectAsked(scene.page)
    await answer(scene.page, 9)
    await scene.page.goto(on('help.shop.localhost', 'A-2'))
    await scene.page.evaluate(() =>
      (window as unknown as { howlikely(command: string): Promise<void> }).howlikely('forget'),
    )

    expect(await cookies()).toEqual([])
    await scene.page.goto(on('help.shop.localhost', 'A-3'))
    await expectAsked(scene.page)
  })

  if (isAskedOf(engine, 'more-of-the-same')) {
    test('before the first asking there is none', async () => {
      await scene.page.goto(scene.shop.home(inCookie).replace('127.0.0.1', 'www.shop.localhost'))
      await explain(scene.page)

      expect(await cookies()).toEqual([])
      expect(await scene.page.evaluate(() => Object.keys(localStorage))).toEqual([])
    })

    test('a cookie that somebody has changed asks nobody', async () => {
      await scene.page.goto(on('www.shop.localhost', 'A-1'))
      await expectAsked(scene.page)
      await answer(scene.page, 9)
      const [cookie] = await cookies()
      const value = `${cookie?.value.slice(0, -1)}_`
      await scene.page.evaluate(text => {
        // biome-ignore lint/suspicious/noDocumentCookie: as another script of the page would
        document.cookie = text
      }, `howlikely_main=${value}; Domain=shop.localhost; Path=/`)
      await scene.page.goto(on('help.shop.localhost', 'A-2'))

      expect(await whyNot(scene.page, 'checkout')).toEqual([
        'wait-after-answer',
        'wait-after-dismissal',
        'wait-after-ignored',
        'wait-between',
        'max-per-year',
        'opt-out',
      ])
    })

    test('a cookie of a newer version is left alone, and nobody is asked', async () => {
      const newer = { name: 'howlikely_main', value: '2.of-tomorrow', domain: '.shop.localhost', path: '/' }
      await scene.context.addCookies([newer])
      await scene.page.goto(on('www.shop.localhost', 'A-1'))

      expect(await whyNot(scene.page, 'checkout')).toEqual(['memory'])
      expect(await cookies()).toMatchObject([{ value: newer.value }])
    })

    test('if cookies are blocked, nobody is asked', async () => {
      await scene.context.addInitScript(() => {
        Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} })
      })
      await scene.page.goto(on('www.shop.localhost', 'A-1'))

      expect(await whyNot(scene.page, 'checkout')).toEqual(['memory'])
    })
  }
})
