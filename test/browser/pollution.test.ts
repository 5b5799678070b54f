import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { OptionsSchema, Survey } from '../../src/options/schema.ts'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import {
  openWatched,
  type PageSettings,
  type RunningPages,
  startPages,
  type Troubles,
} from '../support/bare-page.ts'
import { enginesFor, sharedBrowser } from '../support/engines.ts'
import { answer, choose, expectAsked, survey } from '../support/visitor.ts'

let pages: RunningPages

beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

/** What old libraries, and worse, leave on a page's prototypes. */
const polluted = (names: readonly string[], value: string) => `<script>
  for (const name of ${JSON.stringify(names)}) Object.prototype[name] = ${value}
  Object.prototype.each = function () { throw new Error('each') }
  Array.prototype.last = function () { return this[this.length - 1] }
  Array.prototype.remove = function () { throw new Error('remove') }
  String.prototype.trimmed = function () { return '' }
</script>`

const optionNames = [...new Set([...Object.keys(OptionsSchema.def.shape), ...Object.keys(Survey.def.shape)])]
// Not `value` or `get`: with one of these on it, a page can define no property any more, ours or its own.
const recordNames = ['ref', 'currency', 'signature', 'traits', 'since', 'email', 'polluted']

const evil = '{"polluted":"yes","endpoint":"/evil","enabled":false}'
const evilOptions = `{"__proto__":${evil},"constructor":{"prototype":${evil}},"prototype":${evil},
  "endpoint":"/responses","texts":{"__proto__":${evil},"en":{"__proto__":${evil}}},
  "sources":{"__proto__":${evil}},
  "surveys":[{"__proto__":${evil},"constructor":{"prototype":${evil}},"id":"checkout","trigger":"checkout"}]}`

describe.each(enginesFor('pollution'))('in %s', engine => {
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

  /** Is asked, answers, and resolves to what the endpoint received, without what differs between runs. */
  const answered = async (settings: PageSettings): Promise<Partial<ResponseRecord>> => {
    const before = pages.received.length
    const body = `<script>howlikely('trigger', 'checkout', { value: 59.9, team: 'north' })</script>`
    await page.goto(pages.page({ ...settings, body }))
    await expectAsked(page)
    await choose(page, 9)
    // By keys: Playwright's `fill` calls a function of the page, which is polluted as well.
    await survey(page).getByRole('textbox').pressSequentially('Fast')
    await survey(page).getByRole('button', { name: 'Send' }).click()
    await survey(page)
      .getByText(/Thank you/)
      .waitFor()
    await expect.poll(() => pages.received.length).toBe(before + 1)
    const { id, askedAt, scoredAt, endedAt, sentAt, page: _, trigger, ...rest } = pages.received.at(-1) ?? {}
    const { at, ...same } = { at: '', ...trigger }
    return { ...rest, trigger: same as ResponseRecord['trigger'] }
  }

  test.each([
    ['texts', `'/evil'`],
    ['"off"', `'off'`],
    ['no', 'false'],
    ['objects', '{ polluted: true }'],
    ['functions', `function () { throw new Error('called') }`],
  ])('what the page put on the prototypes changes nothing: %s', async (_name, value) => {
    const clean = await answered({})
    const strays = pages.strays.length
    await context.close()
    context = await browser.newContext()
    ;({ page, troubles } = await openWatched(context))

    const same = await answered({ head: polluted([...optionNames, ...recordNames], value) })

    expect(same).toEqual(clean)
    expect(pages.strays.slice(strays)).toEqual([])
    expect((await troubles()).uncaught).toEqual([])
  })

  const stub =
    'window.howlikely = window.howlikely || function () { (howlikely.q = howlikely.q || []).push(arguments) }'

  test.each([
    ['', ''],
    ['with the stub', `<script>${stub}; howlikely('close')</script>`],
  ])('neither does what would be right if the page itself had said it %s', async (_case, head) => {
    const clean = await answered({})
    const strays = pages.strays.length
    await context.close()
    context = await browser.newContext()
    ;({ page, troubles } = await openWatched(context))
    const link = { url: 'https://evil.example/', text: 'Evil' }
    const each = { text: 'Evil', link }
    const right = {
      q: [['options', { endpoint: '/evil', company: 'Evil' }]],
      config: '/evil.json',
      thanks: { promoter: each, passive: each, detractor: each },
      promoter: each,
      link,
      identify: { id: 'evil' },
      part: true,
      trigger: 'evil',
      company: 'Evil',
      question: 'How likely is evil?',
    }

    const same = await answered({
      head: `<script>Object.assign(Object.prototype, ${JSON.stringify(right)})</script>${head}`,
    })

    expect(same).toEqual(clean)
    expect(await survey(page).textContent()).not.toMatch(/evil/i)
    expect(await survey(page).getByRole('link').count()).toBe(0)
    expect(pages.strays.slice(strays)).toEqual([])
  })

  test.each(['Array', 'String', 'Object', 'Number', 'Date', 'Boolean'])(
    'a toJSON on %s.prototype changes nothing of what is kept and sent, nor of what explain says',
    async name => {
      const options = { surveys: [{ id: 'checkout', trigger: 'checkout', delay: '0s', sample: 0.999999 }] }
      const block = `<script type="application/json" data-howlikely>${JSON.stringify(options)}</script>`
      const clean = await answered({ head: block })
      await context.close()
      context = await browser.newContext()
      ;({ page, troubles } = await openWatched(context))
      const head = `${block}<script>${name}.prototype.toJSON = function () { return '"an old library"' }</script>`

      expect(await answered({ head })).toEqual(clean)
      const explained = () =>
        page.evaluate(async () => {
          const { howlikely } = window as unknown as {
            howlikely(command: string): Promise<{ surveys: { id: string }[]; memory: string }>
          }
          const { surveys, memory } = await howlikely('explain')
          return `${surveys[0]?.id} ${memory}`
        })
      // The explaining part checks options with a library that tolerates nothing there.
      if (name !== 'Object') expect(await explained()).toBe('checkout local')
      await page.reload()
      if (name !== 'Object') expect(await explained()).toBe('checkout local')
      expect((await troubles()).uncaught).toEqual([])
    },
  )

  const isPolluted = () => page.evaluate(() => 'polluted' in {} || 'polluted' in Object.create(null))

  test('options in the page’s block that reach for prototypes change none of them, nor where answers go', async () => {
    const strays = pages.strays.length

    const sent = await answered({
      head: `<script type="application/json" data-howlikely>${evilOptions}</script>`,
    })

    expect(await isPolluted()).toBe(false)
    expect(sent).toMatchObject({ state: 'answered', survey: 'checkout' })
    expect((await troubles()).uncaught).toEqual([])
    expect(pages.strays.slice(strays)).toEqual([])
  })

  test('neither do options, customers, triggers and purchases that scripts tell', async () => {
    const strays = pages.strays.length
    await page.goto(pages.page())
    await page.evaluate(
      ([options = '', details = '']) => {
        const { howlikely } = window as unknown as { howlikely(...call: unknown[]): unknown }
        const layer: unknown[] = []
        Object.assign(window, { dataLayer: layer })
        howlikely('options', JSON.parse(options))
        howlikely('identify', JSON.parse(`{"id":"u_1","traits":${details},"__proto__":${details}}`))
        howlikely('trigger', 'checkout', JSON.parse(details))
        layer.push(
          JSON.parse(`{"event":"purchase","ecommerce":{"transaction_id":"A-1","__proto__":${details}}}`),
        )
      },
      [evilOptions, `{"plan":"pro","__proto__":${evil},"constructor":{"prototype":${evil}}}`],
    )
    await expectAsked(page)
    await answer(page, 9)

    expect(await isPolluted()).toBe(false)
    await expect.poll(() => pages.received.at(-1)?.respondent?.id).toBe('u_1')
    expect(JSON.stringify(pages.received.at(-1))).not.toContain('polluted')
    expect(pages.strays.slice(strays)).toEqual([])
  })

  test('a careless merge of the same options would have', async () => {
    await page.goto(pages.page())
    await page.evaluate(text => {
      const merge = (to: Record<string, unknown>, from: Record<string, unknown>) => {
        for (const [name, value] of Object.entries(from)) {
          if (typeof value === 'object' && value && typeof to[name] === 'object') {
            merge(to[name] as Record<string, unknown>, value as Record<string, unknown>)
          } else to[name] = value
        }
      }
      merge({}, JSON.parse(text))
    }, evilOptions)

    expect(await isPolluted()).toBe(true)
  })

  test('texts with markup in them are texts', async () => {
    const markup = '<img src=x onerror=alert(1)><script>alert(1)</script>'
    const options = { endpoint: '/responses', company: markup, privacy: { note: markup, url: '/privacy' } }
    const json = JSON.stringify(options).replaceAll('<', '\\u003c')
    await page.goto(
      pages.page({
        tag: { 'data-trigger': 'checkout' },
        head: `<script type="application/json" data-howlikely>${json}</script>`,
      }),
    )

    await expectAsked(page)
    expect(await survey(page).textContent()).toContain('<img src=x')
    expect(await survey(page).locator('img, script').count()).toBe(0)
  })
})
