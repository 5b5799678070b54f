// The shapes of HubSpot's published conversations SDK: window.HubSpotConversations with on, off, widget and
// clear, the functions in window.hsConversationsOnReady, and the events' payloads.
import { createConversation } from './conversation.js'
import { createEvents } from './events.js'
import { createChatWindow } from './window.js'

const events = createEvents()
const conversation = createConversation(events, () => sessionStorage)
let chatWindow

const widget = {
  load({ widgetOpen = false } = {}) {
    if (chatWindow) return
    chatWindow = createChatWindow(conversation, events)
    document.body.append(chatWindow.element)
    if (widgetOpen) chatWindow.open()
    else if (conversation.state().isOpen) chatWindow.restore()
    events.emit('widgetLoaded', { message: 'The widget has loaded.' })
  },
  open() {
    widget.load()
    chatWindow.open()
  },
  close() {
    chatWindow?.close()
  },
  refresh() {},
  remove() {
    chatWindow?.element.remove()
    chatWindow = undefined
  },
  status() {
    return { loaded: chatWindow !== undefined }
  },
}

window.HubSpotConversations = {
  on: events.on,
  off: events.off,
  widget,
  clear({ resetWidget = false } = {}) {
    conversation.clear()
    if (!resetWidget) return
    widget.remove()
    widget.load()
  },
}

const waiting = Array.isArray(window.hsConversationsOnReady) ? window.hsConversationsOnReady : []
for (const callback of waiting) callback()
if (window.hsConversationsSettings?.loadImmediately !== false) widget.load()
