import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  openWatched,
  type PageSettings,
  type RunningPages,
  startPages,
  type Troubles,
} from '../support/bare-page.ts'
import { enginesFor, sharedBrowser } from '../support/engines.ts'
import { answer, expectAsked, explain, survey } from '../support/visitor.ts'

let pages: RunningPages

beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

const stub =
  'window.howlikely = window.howlikely || function () { (howlikely.q = howlikely.q || []).push(arguments) }'
const options = `{ endpoint: '/responses', automation: 'ask', delay: '0s' }`
const trigger = `howlikely('trigger', 'checkout', { ref: 'A-1' })`

/** A script that puts the file into the page as tag managers do: without the attributes that were written for it. */
const put = (more = '') =>
  `<script>{ const s = document.createElement('script'); s.src = '/widget/howlikely.js'; ${more}; document.head.append(s) }</script>`

const attributes = 'data-endpoint="/responses" data-automation="ask" data-delay="0s"'
const order = 'data-trigger="checkout" data-ref="A-1"'

describe.each(enginesFor('field-tag'))('in %s', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let troubles: () => Promise<Troubles>

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
    ;({ page, troubles } = await openWatched(context))
  })
  afterEach(() => context.close())

  const open = (settings: PageSettings) => page.goto(pages.page(settings))
  const said = async () => (await troubles()).console.filter(line => line.includes('howlikely'))

  describe('an element’s name or id is ignored', () => {
    test.each<[string, PageSettings]>([
      ['the tag’s own id', { tag: { id: 'howlikely' } }],
      ['two elements’ id', { head: '<meta id="howlikely"><meta id="howlikely">' }],
      ['a frame’s name', { head: '<iframe name="howlikely"></iframe>' }],
      ['a form with a field “part”', { head: '<form id="howlikely"><input name="part"></form>' }],
      [
        'an element that a stub took over',
        { head: `<meta id="howlikely"><script>try { ${stub}; howlikely() } catch {}</script>` },
      ],
      ['a page that seems to be prerendered', { head: '<img name="prerendering">' }],
      ['a policy factory', { head: '<a id="trustedTypes"></a>' }],
      ['a page that seems to be hidden', { head: '<iframe name="hidden" hidden></iframe>' }],
      ['a page that seems to fill the screen', { head: '<img name="fullscreenElement">' }],
      [
        'a body, a cookie and a referrer',
        { head: '<form name="body"></form><img name="cookie"><img name="referrer">' },
      ],
    ])('the tag starts: %s', async (_case, { tag, head = '' }) => {
      await open({ tag: { 'data-trigger': 'checkout', ...tag }, head })

      await expectAsked(page)
      expect((await troubles()).uncaught).toEqual([])
    })

    test.each([
      '<img name="currentScript" src="/evil.png" data-endpoint="/evil" data-trigger="checkout">',
      '<form name="currentScript" data-endpoint="/evil" action="/evil"><input name="src"></form>',
      '<img name="currentScript" src="/evil/howlikely.js" data-endpoint="/evil"><img name="currentScript">',
      '<iframe name="currentScript" src="about:blank"></iframe>',
    ])('the tag is the one that runs, and no %s', async head => {
      const strays = pages.strays.length
      await open({ tag: { 'data-trigger': 'checkout' }, head })
      await expectAsked(page)
      await answer(page, 9)

      await expect.poll(() => pages.received.at(-1)?.score).toBe(9)
      expect(pages.strays.slice(strays).filter(stray => !/GET .*\.png/.test(stray))).not.toContainEqual(
        expect.stringMatching(/POST|widget|decision/),
      )
    })
  })

  describe('without the tag’s attributes', () => {
    test.each<[string, string]>([
      [
        'options that a stub has kept',
        `<script>${stub}; howlikely('options', ${options}); ${trigger}</script>${put()}`,
      ],
      [
        'options that come after the file',
        `${put(`s.onload = () => { howlikely('options', ${options}); ${trigger} }`)}`,
      ],
      [
        'options that come after the page is ready',
        `${put()}<script>addEventListener('load', () => setTimeout(() => { howlikely('options', ${options}); dataLayer.push({ event: 'purchase' }) }, 200)); dataLayer = []</script>`,
      ],
      [
        'a JSON block',
        `<script type="application/json" data-howlikely>{"endpoint":"/responses","automation":"ask","delay":"0s","debug":true}</script>
        ${put(`s.onload = () => ${trigger}`)}`,
      ],
      [
        'a file that is imported',
        `<script>${stub}; howlikely('options', ${options}); ${trigger}; import('/widget/howlikely.js')</script>`,
      ],
    ])('%s are heard', async (_case, head) => {
      await open({ tag: null, head })

      await expectAsked(page)
      expect((await troubles()).uncaught).toEqual([])
    })

    test.each<[string, string]>([
      ['a module', `<script type="module" src="/widget/howlikely.js" ${attributes} ${order}></script>`],
      [
        'a module with a query',
        `<script type="module" src="/widget/howlikely.js?v=2" ${attributes} ${order}></script>`,
      ],
      [
        'one that is put there by script, with them',
        put(
          `Object.assign(s.dataset, { endpoint: '/responses', automation: 'ask', delay: '0s', trigger: 'checkout' })`,
        ),
      ],
    ])('the tag is found: %s', async (_case, head) => {
      await open({ tag: null, head })

      await expectAsked(page)
    })

    test('several files in one are one', async () => {
      await open({
        tag: { 'data-trigger': 'checkout', src: '/widget/howlikely.js?combined' },
        serve: (name, content) =>
          name === 'howlikely.js' ? `var before = 1;\n${content};\nvar after = before + 1` : content,
      })

      await expectAsked(page)
    })

    test.each<[string, string]>([
      ['put there by a script', put()],
      ['of a module', '<script type="module" src="/widget/howlikely.js"></script>'],
      ['that is imported', `<script>import('/widget/howlikely.js')</script>`],
      ['in the page itself', '<script async src="/widget/howlikely.js"></script>'],
    ])(
      'of a tag %s, where nothing else says where answers go, one sentence says what to write',
      async (_case, head) => {
        await open({ tag: null, head })

        await expect.poll(said).toEqual([expect.stringMatching(/data-endpoint.*howlikely\('options', \{/)])
      },
    )

    test('one that is switched off says nothing, and neither does one that has an endpoint', async () => {
      await open({
        tag: null,
        head: `${put()}<script>${stub}; howlikely('options', { enabled: false })</script>`,
      })
      await page.waitForFunction(() => performance.now() > 3500)
      expect(await said()).toEqual([])

      await open({})
      await page.waitForFunction(() => performance.now() > 3500)
      expect(await said()).toEqual([])
    })
  })

  describe('the trigger on a later tag', () => {
    const tag = (more: string) => `<script src="/widget/howlikely.js" ${more}></script>`
    const refs = async () => {
      const found = (await explain(page)) as unknown as {
        trigger: { ref: string; source: string; value: number }
      }
      return found.trigger
    }

    test.each<[string, PageSettings]>([
      ['a second tag', { head: '', body: tag(`${order} data-value="9.5"`) }],
      ['with options, too', { body: tag(`${attributes} ${order} data-value="9.5"`) }],
      [
        'before the one with options',
        { tag: null, head: tag(`${order} data-value="9.5"`), body: tag(attributes) },
      ],
      [
        'async, before the one with options',
        {
          tag: null,
          head: tag(`async ${order} data-value="9.5"`),
          body: `<script>setTimeout(() => { const s = document.createElement('script'); s.src = '/widget/howlikely.js'; Object.assign(s.dataset, { endpoint: '/responses', automation: 'ask', delay: '0s' }); document.head.append(s) }, 300)</script>`,
        },
      ],
    ])('is heard once: %s', async (_case, settings) => {
      await open(settings)
      await expectAsked(page)

      expect(await refs()).toMatchObject({ ref: 'A-1', source: 'tag', value: 9.5 })
      await answer(page, 7)
      await expect.poll(() => pages.received.at(-1)?.trigger).toMatchObject({ ref: 'A-1', source: 'tag' })
      expect(await survey(page).count()).toBe(1)
    })

    test('a page that is swapped in has its own tag', async () => {
      await open({})
      await page.evaluate(() => {
        document.body.innerHTML = '<h1>Thank you</h1>'
        const script = document.createElement('script')
        script.src = '/widget/howlikely.js'
        Object.assign(script.dataset, { trigger: 'checkout', ref: 'B-7' })
        document.body.append(script)
      })
      await expectAsked(page)

      expect(await refs()).toMatchObject({ ref: 'B-7', source: 'tag' })
    })

    test('nothing else of it is: not its options, nor where answers go', async () => {
      const strays = pages.strays.length
      await open({ body: tag(`data-endpoint="/elsewhere" data-company="Others" ${order}`) })
      await expectAsked(page)
      expect(await survey(page).textContent()).not.toContain('Others')
      await answer(page, 7)

      await expect.poll(() => pages.received.at(-1)?.trigger.ref).toBe('A-1')
      expect(pages.strays.slice(strays)).toEqual([])
    })
  })

  test.each<[string, string]>([
    [
      'changed and pushed again',
      `const e = { event: 'view_cart' }; dataLayer.push(e); e.event = 'purchase'; dataLayer.push(e)`,
    ],
    [
      'of gtag’s arguments, changed and pushed again',
      `const e = (function () { return arguments })('event', 'view_cart'); dataLayer.push(e); e[1] = 'purchase'; dataLayer.push(e)`,
    ],
  ])('each push is an event, though the object is the same: %s', async (_case, code) => {
    await open({ head: '<script>dataLayer = []</script>', body: `<script>{ ${code} }</script>` })

    await expectAsked(page)
  })
})
