import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

interface Events {
  on(event: string, handler: (payload: unknown) => void): void
  off(event: string, handler: (payload: unknown) => void): void
  emit(event: string, payload: unknown): void
}

interface Conversation {
  say(text: string): void
  end(): void
  setOpen(isOpen: boolean): void
  state(): { phase: string; messages: { from: string | null; text: string }[] }
}

// The page's modules are plain JavaScript without types, so they come in by address and are given theirs here.
const load = async <Module>(name: string) =>
  (await import(
    /* @vite-ignore */ new URL(`../../demo/assets/chat/${name}.js`, import.meta.url).href
  )) as Module
const { createEvents } = await load<{ createEvents(): Events }>('events')
const { createConversation } = await load<{
  createConversation(events: Events, session: () => Pick<Storage, 'getItem' | 'setItem'>): Conversation
}>('conversation')

const names = [
  'conversationStarted',
  'conversationClosed',
  'userSelectedThread',
  'unreadConversationCountChanged',
  'widgetClosed',
]

function session() {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  return () => storage
}

function chat(storage = session()) {
  const events = createEvents()
  const heard: [string, unknown][] = []
  for (const name of names) events.on(name, payload => heard.push([name, payload]))
  const conversation = createConversation(events, storage)
  const closed = () => heard.filter(([name]) => name === 'conversationClosed')
  return { conversation, heard, closed, storage }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a conversation', () => {
  test('that the visitor ends is closed by the agent, with the thread id as a number', async () => {
    const { conversation, heard, closed } = chat()
    conversation.setOpen(true)
    conversation.say('Where is my order?')
    await vi.runAllTimersAsync()

    conversation.end()
    await vi.runAllTimersAsync()

    const payload = { conversation: { conversationId: expect.any(Number) } }
    expect(heard.map(([name]) => name)).toEqual([
      'conversationStarted',
      'userSelectedThread',
      'conversationClosed',
    ])
    expect(closed()).toEqual([['conversationClosed', payload]])
    expect(closed()[0]?.[1]).toEqual(heard[0]?.[1])
  })

  test('that is only left unanswered is not closed', async () => {
    const { conversation, closed } = chat()

    conversation.say('Where is my order?')
    await vi.runAllTimersAsync()

    expect(conversation.state().phase).toBe('running')
    expect(closed()).toEqual([])
  })

  test('whose window is closed goes on', async () => {
    const { conversation, closed } = chat()
    conversation.setOpen(true)
    conversation.say('Where is my order?')

    conversation.setOpen(false)
    await vi.runAllTimersAsync()

    expect(conversation.state().phase).toBe('running')
    expect(closed()).toEqual([])
  })

  test('that the visitor says goodbye in is closed by the agent', async () => {
    const { conversation, closed } = chat()
    conversation.say('Which grind do I need?')
    await vi.runAllTimersAsync()

    conversation.say('No thanks, bye!')
    await vi.runAllTimersAsync()

    expect(closed()).toHaveLength(1)
  })

  test('that never began cannot be ended', async () => {
    const { conversation, heard } = chat()

    conversation.end()
    await vi.runAllTimersAsync()

    expect(heard).toEqual([])
  })

  test('ended twice in a row is closed once', async () => {
    const { conversation, closed } = chat()
    conversation.say('Hello')
    await vi.runAllTimersAsync()

    conversation.end()
    conversation.end()
    await vi.runAllTimersAsync()

    expect(closed()).toHaveLength(1)
  })

  test('goes on after a reload, and a closed one is not closed again', async () => {
    const before = chat()
    before.conversation.say('Where is my order?')
    const after = chat(before.storage)
    await vi.runAllTimersAsync()
    after.conversation.end()
    await vi.runAllTimersAsync()
    const later = chat(before.storage)
    await vi.runAllTimersAsync()

    expect(after.closed()).toHaveLength(1)
    expect(later.conversation.state().phase).toBe('closed')
    expect(later.closed()).toEqual([])
  })

  test('works if storage is blocked', async () => {
    const { conversation, closed } = chat(() => {
      throw new Error('The operation is insecure.')
    })
    conversation.say('Hello')
    await vi.runAllTimersAsync()

    conversation.end()
    await vi.runAllTimersAsync()

    expect(closed()).toHaveLength(1)
  })
})

describe('handlers', () => {
  test('hear until they are taken off', () => {
    const events = createEvents()
    const handler = vi.fn()

    events.on('widgetClosed', handler)
    events.emit('widgetClosed', { message: 'x' })
    events.off('widgetClosed', handler)
    events.emit('widgetClosed', { message: 'y' })

    expect(handler.mock.calls).toEqual([[{ message: 'x' }]])
  })

  test('hear although another one throws', () => {
    const events = createEvents()
    const handler = vi.fn()
    const complained = vi.spyOn(console, 'error').mockImplementation(() => {})

    events.on('conversationClosed', () => {
      throw new Error('not ours')
    })
    events.on('conversationClosed', handler)
    events.emit('conversationClosed', {})

    expect(handler).toHaveBeenCalledOnce()
    expect(complained).toHaveBeenCalledOnce()
    complained.mockRestore()
  })
})
