import { describe, expect, test } from 'vitest'
import triggersPage from '../../docs/triggers.md?raw'
import type { Trigger } from '../../src/protocol/trigger.ts'
import { be, click, openPage, put } from './open-page.ts'

/** The pieces of code under a heading of docs/triggers.md, in their order. */
function codeUnder(heading: string, language = 'js'): string[] {
  const [, after = ''] = triggersPage.split(new RegExp(`^#+ ${heading}$`, 'm'))
  const [section = ''] = after.split(/^#+ /m)
  const found = [...section.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))]
  expect(found.length).toBeGreaterThan(0)
  return found.map(([, code = '']) => code)
}

/** Runs code as a script of the page does. */
const runInPage = (code: string) => new Function(code)()

const order = { name: 'checkout', ref: 'A-1042', value: 59.9 } as const

describe('the steps that docs/triggers.md gives', () => {
  test.each([0, 1])('for Google Analytics 4 lead to a trigger: piece %i', async place => {
    const dataLayer: unknown[] = []
    put({
      dataLayer,
      gtag(..._call: unknown[]) {
        // biome-ignore lint/complexity/noArguments: gtag pushes its own arguments object, not an array.
        dataLayer.push(arguments)
      },
    })
    const { heard } = openPage()
    runInPage(codeUnder('Google Analytics 4')[place] ?? '')

    await heard({ ...order, source: 'ga4', currency: 'EUR' })
  })

  test('for Universal Analytics do', async () => {
    put({ dataLayer: [] })
    const { heard } = openPage()
    runInPage(codeUnder('Universal Analytics')[0] ?? '')

    await heard({ ...order, source: 'ua', currency: 'EUR' })
  })

  test('for Segment do', async () => {
    const handlers: ((...given: unknown[]) => void)[] = []
    put({
      analytics: {
        on: (_event: string, handler: (...given: unknown[]) => void) => handlers.push(handler),
        track(...given: unknown[]) {
          for (const handler of handlers) handler(...given)
        },
      },
    })
    const { heard } = openPage()
    await expect.poll(() => handlers.length).toBe(1)
    runInPage(codeUnder('Segment')[0] ?? '')

    await heard({ ...order, source: 'segment', currency: 'EUR' })
  })

  test('for Matomo do', async () => {
    put({ _paq: [] })
    const { heard } = openPage()
    runInPage(codeUnder('Matomo')[0] ?? '')

    await heard({ ...order, source: 'matomo' })
  })

  test('for Stripe do, once Stripe has put its id in', async () => {
    const [address = ''] = codeUnder('Stripe', '')
    const { pathname, search } = new URL(address.trim().replace('{CHECKOUT_SESSION_ID}', 'cs_test_a1B2'))
    be(pathname + search)

    await openPage().heard({ name: 'checkout', source: 'stripe', ref: 'cs_test_a1B2' })
  })

  test('for a page of one’s own do', async () => {
    be('/sv/order/done?order=A-1042')
    const [json = ''] = codeUnder('Any other thank-you page', 'json')

    await openPage(JSON.parse(json)).heard({ name: 'checkout', source: 'thank-you', ref: 'A-1042' })
  })

  test.each([
    ['After a checkout', () => be('/checkout/order-received/77/')],
    ['After a support conversation', () => put({ LiveChatWidget: { on: () => expect.unreachable() } })],
  ])('switch a source off: %s', async (heading, arrive) => {
    arrive()
    const json = codeUnder(heading, 'json').find(code => code.includes('sources')) ?? ''

    await openPage(JSON.parse(json)).heardOnly()
  })

  test('for chats that don’t tell do', async () => {
    const handlers: (() => void)[] = []
    put({ fcWidget: { on: (_event: string, handler: () => void) => handlers.push(handler) } })
    const { command, heard } = openPage()
    put({ howlikely: command })
    const [own = '', freshchat = '', chatwoot = ''] = codeUnder('Chats that don.t report the end')
    runInPage(own)
    runInPage(freshchat)
    for (const handler of handlers) handler()
    runInPage(chatwoot)
    for (const content_type of ['text', 'input_csat'])
      dispatchEvent(new CustomEvent('chatwoot:on-message', { detail: { content_type } }))

    const contact: Partial<Trigger> = { name: 'support', source: 'command' }
    await heard({ ...contact, ref: 'T-77', properties: { agent: 'Kim', team: 'north' } }, contact, contact)
  })

  test('for chats known only by their window work, each by its own lines', async () => {
    const heading = 'When only the window is known'
    const { surveys } = JSON.parse(codeUnder(heading, 'json')[0] ?? '')
    const [both = ''] = codeUnder(heading)
    const lines = [
      ...triggersPage.matchAll(/^\| [^|]+ \| `([^|]+, closed\)?.*)` \| `([^|]+, opened\)?.*)` \|$/gm),
    ]
    const handlers = new Map<string, () => void>()
    const on = (event: string, handler: () => void) => void handlers.set(event, handler)
    put({
      zE: (_command: 'messenger:on', event: string, handler: () => void) => on(event, handler),
      Intercom: on,
      $crisp: { push: ([, event, handler]: [string, string, () => void]) => on(event, handler) },
      drift: { on },
      fcWidget: { on },
      GorgiasChat: { on },
      olark: on,
    })
    const { command, heard } = openPage({ surveys: [...surveys, { id: 'other', trigger: 'chat-opened' }] })
    put({ howlikely: command })
    const happens = (event: string) => {
      handlers.get(event)?.()
      dispatchEvent(new CustomEvent(event))
      document.dispatchEvent(new CustomEvent(event))
    }

    expect(lines).toHaveLength(9)
    for (const [, closed = '', opened = ''] of lines) {
      runInPage(`${both}${closed};${opened}`)
      for (const line of [opened, closed]) happens(/'([^']+)', (closed|opened)/.exec(line)?.[1] ?? '')
    }
    const once = [{ name: 'chat-opened' }, { name: 'chat-closed', source: 'command' as const }]
    await heard(...lines.flatMap(() => once))
  })

  test('for triggers of one’s own do', async () => {
    const heading = 'Triggers of your own, without code'
    const { triggers } = JSON.parse(codeUnder(heading, 'json')[0] ?? '')
    const surveys = [{ id: 'any', trigger: ['upgraded', 'read', 'off-they-go', 'own'] }]
    const { heard, heardOnly } = openPage({ triggers, surveys })
    await heardOnly()
    runInPage(codeUnder(heading)[0] ?? '')
    await heard({ name: 'upgraded', source: 'site', value: 60, properties: { plan: 'pro' } })
    document.body.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, clientY: -1 }))
    click()

    await heard({ name: 'upgraded' }, { name: 'off-they-go', source: 'site' })
  })
})
