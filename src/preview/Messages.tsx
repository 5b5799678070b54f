import type { StoredRecord } from '../delivery/record.ts'
import type { PanelWords } from './words/panel-words.ts'

interface MessagesProps {
  messages: readonly StoredRecord[]
  endpoint: string
  words: PanelWords
}

/** The messages that the endpoint would have received. */
export function Messages({ messages, endpoint, words }: MessagesProps) {
  if (!messages.length) return <p>{words.noMessage}</p>
  return (
    <div>
      <p>{words.to(endpoint)}</p>
      {messages.map(message => (
        <details key={`${message.id} ${message.revision}`}>
          <summary>{words.message(message.revision, message.state, message.score)}</summary>
          <pre>{JSON.stringify(message, null, 2)}</pre>
        </details>
      ))}
    </div>
  )
}
