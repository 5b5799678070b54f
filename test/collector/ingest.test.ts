import { expect, test } from 'vitest'
import { createIngest } from '../../src/collector/ingest.ts'
import {
  MessagesRefused,
  type ReceivedResponse,
  ResponseRefused,
  type Saved,
  StoreUnavailable,
} from '../../src/collector/store/store.ts'
import { aResponse } from './a-response.ts'
import { now } from './test-collector.ts'

const received = (reason = 'fine'): ReceivedResponse => ({
  record: aResponse({ reason }),
  json: '',
  receivedAt: now,
})
const nobody = () => {}
const allStored: Saved = { turnedAway: [] }

/** A store that remembers its batches; each waits until `commit` is called. */
function slowStore() {
  const batches: string[][] = []
  const open: (() => void)[] = []
  return {
    batches,
    commit: () => open.shift()?.(),
    saveAll(responses: readonly ReceivedResponse[]) {
      batches.push(responses.map(({ record }) => record.reason ?? ''))
      return new Promise<Saved>(resolve => open.push(() => resolve(allStored)))
    },
  }
}

test('what arrives together, or while a batch is being stored, shares one commit', async () => {
  const store = slowStore()
  const ingest = createIngest(store, nobody)

  const first = [ingest.accept(received('a')), ingest.accept(received('b'))]
  await expect.poll(() => store.batches).toEqual([['a', 'b']])
  const second = [ingest.accept(received('c')), ingest.accept(received('d'))]
  store.commit()
  await Promise.all(first)
  await expect
    .poll(() => store.batches)
    .toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  store.commit()

  expect(await Promise.all(second)).toEqual(['durable', 'durable'])
})

test('nothing is accepted before it is durable', async () => {
  const store = slowStore()
  const ingest = createIngest(store, nobody)
  let accepted: unknown = null

  const answer = ingest.accept(received()).then(result => {
    accepted = result
  })
  await expect.poll(() => store.batches).toHaveLength(1)
  expect(accepted).toBeNull()
  store.commit()
  await answer

  expect(accepted).toBe('durable')
})

test('a batch holds no more than it may', async () => {
  const store = slowStore()
  const ingest = createIngest(store, nobody, { batch: 2, waiting: 10 })

  const answers = ['a', 'b', 'c'].map(reason => ingest.accept(received(reason)))
  await expect.poll(() => store.batches).toEqual([['a', 'b']])
  store.commit()
  await expect.poll(() => store.batches).toEqual([['a', 'b'], ['c']])
  store.commit()

  expect(await Promise.all(answers)).toEqual(['durable', 'durable', 'durable'])
})

test('as many wait as may, the next one is turned away, and later there is room again', async () => {
  const store = slowStore()
  const ingest = createIngest(store, nobody, { batch: 10, waiting: 2 })
  const waiting = [ingest.accept(received('a')), ingest.accept(received('b'))]

  expect(await ingest.accept(received('c'))).toBe('full')
  await expect.poll(() => store.batches).toEqual([['a', 'b']])
  const later = ingest.accept(received('d'))
  store.commit()
  expect(await Promise.all(waiting)).toEqual(['durable', 'durable'])
  await expect.poll(() => store.batches).toHaveLength(2)
  store.commit()

  expect(await later).toBe('durable')
})

test('a response that the store refuses does not take the others in its batch with it', async () => {
  const stored: string[] = []
  const store = {
    async saveAll(responses: readonly ReceivedResponse[]) {
      if (responses.some(({ record }) => record.reason === 'bad')) throw new ResponseRefused('no')
      stored.push(...responses.map(({ record }) => record.reason ?? ''))
      return allStored
    },
  }
  const ingest = createIngest(store, nobody)

  const answers = ['a', 'bad', 'b'].map(reason => ingest.accept(received(reason)))

  expect(await Promise.all(answers)).toEqual(['durable', 'refused', 'durable'])
  expect(stored).toEqual(['a', 'b'])
})

test('a response for which there is no room is told apart from the others in its batch', async () => {
  const [first, second] = [received('a'), received('b')]
  const ingest = createIngest({ saveAll: async () => ({ turnedAway: [second.record.id] }) }, nobody)

  expect(await Promise.all([ingest.accept(first), ingest.accept(second)])).toEqual(['durable', 'undeclared'])
})

test('if a message is refused, those for which there was no room is still told apart from what is stored', async () => {
  const [first, second, third] = [received('a'), received('b'), received('c')]
  const complaint = { error: 'no', field: 'survey', found: null, allowed: null }
  const saveAll = () => Promise.reject(new MessagesRefused([{ place: 0, complaint }], [second.record.id]))
  const ingest = createIngest({ saveAll }, nobody)

  const answers = [first, second, third].map(response => ingest.accept(response))

  expect(await Promise.all(answers)).toEqual([complaint, 'undeclared', 'durable'])
})

test('a store that fails is reported once, and once more when it works again', async () => {
  const heard: (string | null)[] = []
  let isFull = false
  const store = {
    async saveAll() {
      if (isFull) throw new StoreUnavailable('the disk is full')
      return allStored
    },
  }
  const ingest = createIngest(store, failure => heard.push(failure instanceof Error ? failure.message : null))
  const accept = () => ingest.accept(received())

  const before = await accept()
  isFull = true
  const during = [await accept(), await accept()]
  isFull = false
  const after = [await accept(), await accept()]

  expect([before, during, after]).toEqual(['durable', ['unavailable', 'unavailable'], ['durable', 'durable']])
  expect(heard).toEqual(['the disk is full', null])
})

test('draining ends when nothing waits any more', async () => {
  const store = slowStore()
  const ingest = createIngest(store, nobody, { batch: 1, waiting: 10 })
  const answers = [ingest.accept(received('a')), ingest.accept(received('b'))]
  let isDrained = false

  const drained = ingest.drain().then(() => {
    isDrained = true
  })
  await expect.poll(() => store.batches).toHaveLength(1)
  store.commit()
  await expect.poll(() => store.batches).toHaveLength(2)
  expect(isDrained).toBe(false)
  store.commit()
  await drained

  expect(await Promise.all(answers)).toEqual(['durable', 'durable'])
})
