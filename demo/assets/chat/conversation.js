import { answerTo, goodbye, greeting } from './agent.js'

const key = 'chat'
const readingAndTyping = 900
const closing = 700

const fresh = {
  id: null,
  phase: 'new',
  typing: false,
  unread: 0,
  messages: [{ from: 'Maja', text: greeting }],
}

/**
 * One visitor's conversation with Maja. Its phase is new, running, ending or closed. It is kept in the
 * session, so that it goes on over pages and reloads; `session` gives the storage, or throws if it is blocked.
 */
export function createConversation(events, session) {
  let listener = () => {}
  let state = read()

  function read() {
    try {
      return { ...fresh, isOpen: false, ...JSON.parse(session().getItem(key)), typing: false }
    } catch {
      return { ...fresh, isOpen: false } // Storage is blocked or holds something else: start a new chat.
    }
  }

  function change(part) {
    state = { ...state, ...part }
    try {
      session().setItem(key, JSON.stringify(state))
    } catch {
      // Without storage the conversation lasts as long as the page.
    }
    listener()
  }

  const thread = () => ({ conversation: { conversationId: state.id } })
  const withMessage = (from, text) => ({ messages: [...state.messages, { from, text }] })

  function setUnread(unread) {
    if (unread === state.unread) return
    change({ unread })
    // The vendor counts unread conversations, not messages, and here there is only one.
    events.emit('unreadConversationCountChanged', { unreadCount: unread })
  }

  // As at the vendor, the event is sent when the agent's side marks the conversation as closed.
  function closeByAgent() {
    if (state.phase !== 'ending') return
    change({ phase: 'closed', ...withMessage(null, 'Maja ended the conversation.') })
    events.emit('conversationClosed', thread())
  }

  function reply({ says, ends }) {
    const { id } = state
    change({ typing: true, phase: ends ? 'ending' : state.phase })
    setTimeout(() => {
      if (state.id !== id || state.phase === 'closed') return
      change({ typing: false, ...withMessage('Maja', says) })
      if (!state.isOpen) setUnread(1)
      if (ends) setTimeout(closeByAgent, closing)
    }, readingAndTyping)
  }

  // Resumes what a reload cut off: an answer that was being typed, or the closing.
  function resume() {
    const last = state.messages.at(-1)
    if (state.phase === 'ending') setTimeout(closeByAgent, closing)
    else if (state.phase === 'running' && last.from === 'You') reply(answerTo(last.text))
  }

  function start() {
    // Thread ids are numbers of about ten digits.
    const id = 4_000_000_000 + Math.floor(Math.random() * 5_000_000_000)
    change({ id, phase: 'running' })
    events.emit('conversationStarted', thread())
    events.emit('userSelectedThread', thread())
  }

  resume()
  return {
    say(text) {
      if (state.phase === 'new') start()
      change(withMessage('You', text))
      reply(answerTo(text))
    },
    /** The visitor ends the chat: Maja says goodbye and closes it. */
    end() {
      if (state.phase === 'running') reply({ says: goodbye, ends: true })
    },
    restart() {
      change(fresh)
    },
    setOpen(isOpen) {
      change({ isOpen })
      if (isOpen) setUnread(0)
    },
    /** Forgets everything, including that the window is open. */
    clear() {
      change({ ...fresh, isOpen: false })
    },
    state: () => state,
    /** Calls the listener after each change. */
    listen(next) {
      listener = next
    },
  }
}
