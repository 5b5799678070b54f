import { questions } from './agent.js'

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

function styleSheet() {
  return make('link', { rel: 'stylesheet', href: '/assets/chat/chat.css' })
}

/** The chat's window: a launcher in the corner, and the conversation above it. */
export function createChatWindow(conversation, events) {
  const launcher = make(
    'button',
    { type: 'button', class: 'chat-launcher', 'aria-expanded': 'false' },
    'Chat',
  )
  const end = make('button', { type: 'button', class: 'chat-end' }, 'End chat')
  const minimise = make(
    'button',
    { type: 'button', class: 'chat-close', 'aria-label': 'Close the chat window' },
    '×',
  )
  const log = make('div', { class: 'chat-log', role: 'log', 'aria-label': 'Conversation', tabindex: '0' })
  const quick = make('div', { class: 'chat-quick' })
  const input = make('input', {
    type: 'text',
    name: 'message',
    autocomplete: 'off',
    'aria-label': 'Your message',
  })
  const send = make('button', {}, 'Send')
  const form = make('form', { class: 'chat-form' }, input, send)
  const again = make('button', { type: 'button', class: 'chat-again' }, 'Start a new conversation')
  const head = make(
    'div',
    { class: 'chat-head' },
    make('span', { class: 'chat-face', 'aria-hidden': 'true' }, 'M'),
    make('h2', { class: 'chat-title' }, 'Maja', make('span', {}, 'Lund & Kettle')),
    end,
    minimise,
  )
  const panel = make('section', { class: 'chat-panel', 'aria-label': 'Chat' }, head, log, quick, form, again)
  const element = make('div', { class: 'chat' }, styleSheet(), panel, launcher)
  panel.hidden = true

  function bubble({ from, text }) {
    if (from === null) return make('p', { class: 'chat-notice' }, text)
    const who = make('span', { class: 'chat-who' }, `${from}: `)
    return make('p', { class: from === 'You' ? 'chat-mine' : 'chat-theirs' }, who, text)
  }

  function draw() {
    const { messages, phase, typing } = conversation.state()
    // Only new messages are added, so that a screen reader reads only those.
    while (log.querySelectorAll(':scope > p').length > messages.length) log.lastElementChild.remove()
    const shown = log.querySelectorAll(':scope > p').length
    log.querySelector('.chat-typing')?.remove()
    for (const message of messages.slice(shown)) log.append(bubble(message))
    if (typing) {
      log.append(
        make('div', { class: 'chat-typing', 'aria-hidden': 'true' }, make('i'), make('i'), make('i')),
      )
    }
    end.hidden = phase !== 'running'
    quick.hidden = phase !== 'new'
    form.hidden = phase === 'ending' || phase === 'closed'
    again.hidden = phase !== 'closed'
    log.scrollTop = log.scrollHeight
  }

  function show() {
    panel.hidden = false
    launcher.setAttribute('aria-expanded', 'true')
    draw()
  }

  function open() {
    if (!panel.hidden) return
    show()
    conversation.setOpen(true)
    events.emit('userInteractedWithWidget', { message: 'The visitor opened the widget.' })
    if (!form.hidden) input.focus()
  }

  function close() {
    if (panel.hidden) return
    panel.hidden = true
    launcher.setAttribute('aria-expanded', 'false')
    launcher.focus()
    conversation.setOpen(false)
    events.emit('widgetClosed', { message: 'The visitor closed the chat widget.' })
  }

  for (const question of questions) {
    const button = make('button', { type: 'button' }, question)
    button.addEventListener('click', () => {
      events.emit('quickReplyButtonClick', { name: 'QUICK_REPLIES', multiSelect: false, value: [question] })
      conversation.say(question)
      input.focus()
    })
    quick.append(button)
  }
  launcher.addEventListener('click', () => (panel.hidden ? open() : close()))
  minimise.addEventListener('click', close)
  end.addEventListener('click', () => {
    log.focus()
    conversation.end()
  })
  again.addEventListener('click', () => {
    conversation.restart()
    input.focus()
  })
  panel.addEventListener('keydown', event => {
    if (event.key === 'Escape') close()
  })
  form.addEventListener('submit', event => {
    event.preventDefault()
    const text = input.value.trim()
    if (!text) return
    input.value = ''
    conversation.say(text)
  })
  conversation.listen(draw)
  draw()
  // A window that was open on the last page opens again, without taking the focus.
  return { element, open, close, restore: show }
}
