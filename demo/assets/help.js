// The chat's script comes late, as such scripts do; until its API is there the button says so.
const button = document.getElementById('open-chat')
const state = document.getElementById('chat-state')

function chatIsReady() {
  button.disabled = false
  state.textContent = 'Maja is here.'
  button.addEventListener('click', () => window.HubSpotConversations.widget.open())
}

if (window.HubSpotConversations) {
  chatIsReady()
} else {
  window.hsConversationsOnReady = [...(window.hsConversationsOnReady ?? []), chatIsReady]
}
