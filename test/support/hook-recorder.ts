import { type ClosableServer, startClosableServer } from './closable-server.ts'

/** A message as a hook has received it. */
export interface HookMessage {
  path: string
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: string
}

/** A hook of no particular service: it keeps what it receives, and answers as it is told. */
export interface HookRecorder extends ClosableServer {
  messages: readonly HookMessage[]
  keys(): string[]
  /** How it answers from now on; 'hang': not at all. @default 200 */
  answer(status: number | 'hang', headers?: Readonly<Record<string, string>>, body?: string): void
}

export async function startHookRecorder(): Promise<HookRecorder> {
  const messages: HookMessage[] = []
  let [status, headers, text]: [number | 'hang', Readonly<Record<string, string>>, string] = [200, {}, 'ok']
  const server = await startClosableServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    messages.push({
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    })
    if (status !== 'hang') response.writeHead(status, headers).end(text)
  })
  return {
    ...server,
    messages,
    keys: () => messages.map(one => String(one.headers['idempotency-key'])),
    answer(next, nextHeaders = {}, body = 'ok') {
      ;[status, headers, text] = [next, nextHeaders, body]
    },
  }
}
