import { type CollectorOptions, createCollector } from '../../src/collector/app.ts'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import { testDatabase } from './test-database.ts'

export const token = 'the-operators-token'
export const signingSecret = 'a secret of thirty-two letters !'
export const now = Date.parse('2026-05-01T12:00:10.000Z')

/** A collector on a database of its own, without port and process; gone when the test is. */
export async function testCollector(options: Partial<CollectorOptions> = {}) {
  const { db, store } = await testDatabase()
  const collector = createCollector({
    store,
    now: () => now,
    uptime: options.now ?? (() => now),
    token,
    signingSecret,
    ...options,
  })

  return {
    db,
    store,
    collector,
    /** Sends records as the widget does across origins, and returns the statuses. */
    async send(...records: readonly object[]): Promise<number[]> {
      const answers = await Promise.all(records.map(record => collector.fetch(responseRequest(record))))
      return answers.map(answer => answer.status)
    },
    async stored(): Promise<ResponseRecord[]> {
      const rows = await db.selectFrom('response').select('record').orderBy('id').execute()
      return rows.map(({ record }) => JSON.parse(record))
    },
    /** A page or data that the operator asks for. */
    operatorGets(path: string): Promise<Response> {
      return collector.fetch(
        new Request(`http://collector${path}`, { headers: { authorization: `Bearer ${token}` } }),
      )
    },
  }
}

/** A message in JSON, as a page sends it across origins. */
export function message(path: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(`http://collector${path}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
    body: JSON.stringify(body),
  })
}

export function responseRequest(record: object, headers: Record<string, string> = {}): Request {
  return message('/responses', record, headers)
}
