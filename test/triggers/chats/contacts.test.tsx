import { describe, expect, test } from 'vitest'
import { click, openPage, put } from '../open-page.ts'

type Handler = (data?: unknown) => void

/** Handlers by event, as vendors keep them. */
function emitter() {
  const handlers: [event: string, handler: Handler][] = []
  return {
    handlers,
    on: (event: string, handler: Handler) => void handlers.push([event, handler]),
    off: (event: string, handler: Handler) => {
      const place = handlers.findIndex(one => one[0] === event && one[1] === handler)
      if (place >= 0) handlers.splice(place, 1)
    },
    emit(event: string, data?: unknown) {
      for (const [name, handler] of [...handlers]) if (name === event) handler(data)
    },
  }
}

/** A page with a vendor's script on it, once howlikely listens to it. */
async function pageWith(globals: Record<string, unknown>, isHeard: () => boolean, options = {}) {
  put(globals)
  const page = openPage(options)
  await expect.poll(isHeard).toBe(true)
  return page
}

const trap = {
  get conversation(): object {
    throw new Error('a trap')
  },
  get status(): string {
    throw new Error('a trap')
  },
  get conversationId(): string {
    throw new Error('a trap')
  },
}

describe('Zendesk’s classic widget', () => {
  function classic() {
    const { emit, on, handlers } = emitter()
    const zE = (command: string, event: string, handler: Handler) => {
      if (command === 'webWidget:on') on(event, handler)
    }
    return { emit, handlers, zE: Object.assign(zE, { widget: 'classic' }) }
  }

  test('reports the end of a chat', async () => {
    const { zE, emit, handlers } = classic()
    const { heard } = await pageWith({ zE }, () => handlers.length > 0)
    emit('chat:start')
    emit('chat:end')

    await heard({ name: 'support', source: 'zendesk', ref: null })
  })

  test('ends nothing when its window is closed', async () => {
    const { zE, emit, handlers } = classic()
    const { heardOnly } = await pageWith({ zE }, () => handlers.length > 0)
    emit('chat:start')
    emit('close')
    emit('userEvent', { action: 'Web Widget Minimised', category: 'Zendesk Web Widget' })

    await heardOnly()
  })

  test('that was rated in the chat is enough, unless the rating was taken back; the next chat counts afresh', async () => {
    const { zE, emit, handlers } = classic()
    const { heardOnly } = await pageWith({ zE }, () => handlers.length > 0)
    const rate = (action: string) => emit('userEvent', { action, category: 'Zendesk Web Widget' })
    emit('chat:start')
    rate('Chat Rating Good')
    emit('chat:end')
    await heardOnly()

    emit('chat:start')
    rate('Chat Rating Bad')
    rate('Chat Rating Removed')
    emit('chat:end')
    await heardOnly({ source: 'zendesk' })

    emit('chat:start')
    emit('chat:end')
    await heardOnly({ source: 'zendesk' }, { source: 'zendesk' })
  })

  test('is distinguished from the messaging widget, which would complain', async () => {
    const calls: unknown[] = []
    const zE = Object.assign((...call: unknown[]) => void calls.push(call), { widget: 'messenger' })
    put({ zE })
    await openPage().heardOnly()

    expect(calls).toEqual([])
  })

  test('is waited for while its snippet does not say which of the two it is', async () => {
    const calls: unknown[] = []
    put({ zE: (...call: unknown[]) => void calls.push(call) })
    const { heardOnly, heard } = openPage()
    await heardOnly()
    expect(calls).toEqual([])

    const { zE, emit, handlers } = classic()
    put({ zE })
    click()
    await expect.poll(() => handlers.length > 0).toBe(true)
    emit('chat:end')

    await heard({ source: 'zendesk' })
  })
})

describe('HubSpot’s chat', () => {
  /** As the vendor documents it. */
  const payload = { conversation: { conversationId: 1234567 } }

  test('reports a conversation that was closed in the inbox, by its id', async () => {
    const { on, off, emit, handlers } = emitter()
    const { heard, leave } = await pageWith({ HubSpotConversations: { on, off } }, () => handlers.length > 0)
    emit('conversationClosed', payload)
    await heard({ name: 'support', source: 'hubspot', ref: '1234567' })

    leave()
    expect(handlers).toEqual([])
  })

  test('ends nothing when its window is closed, and may tell nothing or something that throws', async () => {
    const { on, off, emit, handlers } = emitter()
    const { heard } = await pageWith({ HubSpotConversations: { on, off } }, () => handlers.length > 0)
    emit('widgetClosed', payload)
    expect(() => emit('conversationClosed', trap)).not.toThrow()
    emit('conversationClosed')

    await heard({ source: 'hubspot', ref: null })
  })

  test('is found half loaded, and left until it is whole', async () => {
    put({ HubSpotConversations: {} })
    const { heardOnly, heard } = openPage()
    await heardOnly()
    const { on, off, emit, handlers } = emitter()
    put({ HubSpotConversations: { on, off } })
    click()
    await expect.poll(() => handlers.length > 0).toBe(true)
    emit('conversationClosed', payload)

    await heard({ ref: '1234567' })
  })
})

describe('LiveChat', () => {
  function widget(status = 'browsing') {
    const { on, off, emit, handlers } = emitter()
    const state = { customer_data: { status }, chat_data: { chatId: 'C1', threadId: 'T1' } }
    const get = (name: keyof typeof state) => state[name]
    return { handlers, emit, state, LiveChatWidget: { on, off, get } }
  }
  const becomes = (status: string) => ['customer_status_changed', { status }] as const

  test('reports that a visitor who was chatting is browsing again, and in which thread', async () => {
    const { LiveChatWidget, emit, handlers, state } = widget()
    const { heard, leave } = await pageWith({ LiveChatWidget }, () => handlers.length > 0)
    emit(...becomes('queued'))
    emit(...becomes('chatting'))
    state.chat_data = {} as never
    emit(...becomes('browsing'))
    await heard({ name: 'support', source: 'livechat', ref: 'T1' })

    leave()
    expect(handlers).toEqual([])
  })

  test('knows a chat that began on an earlier page', async () => {
    const { LiveChatWidget, emit, handlers } = widget('chatting')
    const { heard } = await pageWith({ LiveChatWidget }, () => handlers.length > 0)
    emit(...becomes('browsing'))

    await heard({ source: 'livechat' })
  })

  test('ends nothing for a visitor who only waited, was invited, or closed the window', async () => {
    const { LiveChatWidget, emit, handlers } = widget()
    const { heardOnly } = await pageWith({ LiveChatWidget }, () => handlers.length > 0)
    emit(...becomes('queued'))
    emit(...becomes('browsing'))
    emit(...becomes('invited'))
    emit(...becomes('browsing'))
    emit(...becomes('chatting'))
    emit('visibility_changed', { visibility: 'minimized' })
    emit('visibility_changed', { visibility: 'hidden' })
    expect(() => emit('customer_status_changed', trap)).not.toThrow()

    await heardOnly()
  })

  test('that was rated in the chat is enough, unless the rating was taken back; the next chat counts afresh', async () => {
    const { LiveChatWidget, emit, handlers } = widget()
    const { heardOnly } = await pageWith({ LiveChatWidget }, () => handlers.length > 0)
    emit(...becomes('chatting'))
    emit('rating_submitted', 'good')
    emit(...becomes('browsing'))
    await heardOnly()

    emit(...becomes('chatting'))
    emit(...becomes('browsing'))
    await heardOnly({ source: 'livechat' })

    emit(...becomes('chatting'))
    emit('rating_submitted', 'bad')
    emit('rating_submitted', 'none')
    emit(...becomes('browsing'))
    await heardOnly({ source: 'livechat' }, { source: 'livechat' })
  })

  test('whose script has not come throws at questions, and is listened to all the same', async () => {
    const { on, off, emit, handlers } = emitter()
    const get = () => {
      throw new Error("[LiveChatWidget] You can't use getters before load.")
    }
    const { heard } = await pageWith({ LiveChatWidget: { on, off, get } }, () => handlers.length > 0)
    emit(...becomes('chatting'))
    emit(...becomes('browsing'))

    await heard({ source: 'livechat', ref: null })
  })
})

describe('tawk.to', () => {
  const says = (type: string, detail?: unknown) => dispatchEvent(new CustomEvent(type, { detail }))
  /** Waits until the window is listened on: the vendor itself keeps no list that could be looked at. */
  async function tawk(options = {}) {
    put({ Tawk_API: { onChatEnded: () => {} } })
    const page = openPage(options)
    await page.heardOnly()
    return page
  }

  test('reports the end of a chat, and its one slot stays the site’s own', async () => {
    const { heard } = await tawk()
    const api = (window as unknown as { Tawk_API: { onChatEnded: unknown } }).Tawk_API
    const { onChatEnded } = api
    says('tawkChatStarted')
    says('tawkChatEnded')

    await heard({ name: 'support', source: 'tawk' })
    expect(api).toEqual({ onChatEnded })
  })

  test('ends nothing when its window is made small or hidden', async () => {
    const { heardOnly } = await tawk()
    says('tawkChatMinimized')
    says('tawkChatHidden')

    await heardOnly()
  })

  test('that was rated in the chat is enough', async () => {
    const { heardOnly } = await tawk()
    says('tawkChatStarted')
    says('tawkChatSatisfaction', 1)
    says('tawkChatEnded')
    await heardOnly()

    says('tawkChatStarted')
    says('tawkChatEnded')
    await heardOnly({ source: 'tawk' })
  })

  test('that is rated after the end says so, for surveys that wait', async () => {
    const { heard, heardOnly } = await tawk()
    says('tawkChatStarted')
    says('tawkChatEnded')
    says('tawkChatSatisfaction', -1)
    await heard({ name: 'support' }, { name: 'rated', source: 'tawk' })

    says('tawkChatStarted')
    says('tawkChatSatisfaction', 1)
    await heardOnly({ name: 'support' }, { name: 'rated' })
  })

  test('is not listened to without its script, nor if the site switched it off, nor after howlikely has left', async () => {
    const off = await tawk({ sources: { tawk: false } })
    says('tawkChatEnded')
    await off.heardOnly()
    off.leave()

    const on = await tawk()
    on.leave()
    says('tawkChatEnded')
    expect(on.triggers()).toEqual([])
  })
})

describe('Salesforce Messaging for Web', () => {
  const says = (type: string, detail?: unknown) =>
    dispatchEvent(new CustomEvent(`onEmbeddedMessaging${type}`, { detail }))
  async function salesforce(options = {}) {
    put({ embeddedservice_bootstrap: { settings: {} } })
    const page = openPage(options)
    await page.heardOnly()
    return page
  }

  test('reports a conversation that was closed, by its id', async () => {
    const { heard } = await salesforce()
    says('ConversationStarted', { conversationId: 'b8c3' })
    says('ConversationClosed', { conversationEntry: { entryType: 'ConversationClosed' } })

    await heard({ name: 'support', source: 'salesforce', ref: 'b8c3' })
  })

  /** A session's new status, in the shape of the server's own event: the entry is JSON within JSON. */
  const becomes = (sessionStatus: string, more: object = {}) =>
    says('SessionStatusUpdate', {
      channelType: 'embedded_messaging',
      conversationId: 'b8c3',
      conversationEntry: {
        entryType: 'SessionStatusChanged',
        entryPayload: JSON.stringify({ entryType: 'SessionStatusChanged', sessionStatus, ...more }),
      },
    })

  test('ended by the agent tells so, by its id, once for each session', async () => {
    const { heardOnly } = await salesforce()
    says('ConversationStarted', { conversationId: 'b8c3' })
    becomes('Active')
    becomes('Inactive')
    becomes('Ended', { sessionStatusPrev: 'Inactive', sessionEndedByRole: 'Agent' })
    says('ConversationClosed', { conversationId: 'b8c3' })
    await heardOnly({ name: 'support', source: 'salesforce', ref: 'b8c3' })

    becomes('Active')
    becomes('Ended')
    await heardOnly({ ref: 'b8c3' }, { ref: 'b8c3' })
  })

  test('whose status cannot be read, or is another, has not ended', async () => {
    const { heardOnly } = await salesforce()
    says('SessionStatusUpdate')
    says('SessionStatusUpdate', trap)
    says('SessionStatusUpdate', { conversationEntry: { entryPayload: 'Ended' } })
    becomes('Error')

    await heardOnly()
  })

  test('ended by the visitor and closed after that has ended once', async () => {
    const { heardOnly } = await salesforce()
    says('ConversationOpened', { conversationId: 'b8c3' })
    says('EndSession')
    says('ConversationClosed', { conversationId: 'b8c3' })
    await heardOnly({ ref: 'b8c3' })

    says('ConversationStarted', { conversationId: 'd1e2' })
    says('ConversationClosed')
    await heardOnly({ ref: 'b8c3' }, { ref: 'd1e2' })
  })

  test('is not listened to if the site switched it off, nor after howlikely has left', async () => {
    const off = await salesforce({ sources: { salesforce: false } })
    says('ConversationClosed', { conversationId: 'b8c3' })
    await off.heardOnly()
    off.leave()

    const on = await salesforce()
    on.leave()
    says('ConversationClosed', { conversationId: 'b8c3' })
    expect(on.triggers()).toEqual([])
  })

  test('ends nothing when its window is closed or made small, nor by an event that does not exist', async () => {
    const { heardOnly } = await salesforce()
    says('ConversationStarted', trap)
    says('WindowClosed')
    says('WindowMinimized')
    says('ConversationEnded', { conversationId: 'b8c3' })

    await heardOnly()
  })
})

describe('Help Scout’s Beacon', () => {
  function beacon() {
    const { on, off, emit, handlers } = emitter()
    const Beacon = (command: 'on' | 'off', event: string, handler: Handler) =>
      ({ on, off })[command](event, handler)
    return { emit, handlers, Beacon }
  }

  test('reports the end of a chat', async () => {
    const { Beacon, emit, handlers } = beacon()
    const { heard, leave } = await pageWith({ Beacon }, () => handlers.length > 0)
    emit('chat-ended')
    await heard({ name: 'support', source: 'helpscout' })

    leave()
    expect(handlers).toEqual([])
  })

  test('ends nothing when it is closed, or when a form was sent', async () => {
    const { Beacon, emit, handlers } = beacon()
    const { heardOnly } = await pageWith({ Beacon }, () => handlers.length > 0)
    emit('close')
    emit('email-sent')

    await heardOnly()
  })
})

describe('a vendor that the site switched off', () => {
  test.each([
    ['zendesk', 'zE', Object.assign(() => {}, { widget: 'classic' })],
    ['livechat', 'LiveChatWidget', {}],
    ['hubspot', 'HubSpotConversations', {}],
    ['helpscout', 'Beacon', () => {}],
  ])('is not touched: %s', async (source, name, vendor) => {
    const touched: unknown[] = []
    const watched = new Proxy(vendor, {
      apply: (_target, _this, given) => void touched.push(given),
      get: (target, field) => (field === 'on' ? () => void touched.push(field) : Reflect.get(target, field)),
    })
    put({ [name]: watched })
    await openPage({ sources: { [source]: false } }).heardOnly()

    expect(touched).toEqual([])
  })
})

test('no vendor’s global is ever made', async () => {
  const before = Object.keys(window)
  const { heardOnly } = openPage({ thankYouPages: [{ path: '/never' }] })
  await heardOnly()

  expect(Object.keys(window)).toEqual(before)
})
