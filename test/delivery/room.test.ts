import { expect, test } from 'vitest'
import { createLater } from '../../src/delivery/create-later.ts'
import type { AskingDesk } from '../../src/showing/asking-part.ts'
import type { Showing } from '../../src/showing/showing.ts'
import type { Stage } from '../../src/showing/stage.ts'
import { aRecord } from '../support/records.ts'
import { aDelivery, now } from './a-delivery.ts'

test('an endpoint that fails for long fills an outbox no further than fifty responses, the newest', async () => {
  const answer = async () => new Response('', { status: 500 })
  let time = now
  const { delivery, local } = aDelivery({ answer, now: () => time })
  // Of the page, what is left for later needs no more than this here.
  const desk = {
    environment: { local, now: () => time, random: () => 0.5, say() {} },
    key: (name: string) => `howlikely:main:${name}`,
  } as unknown as AskingDesk
  const stage: Partial<Stage> = { client: 'howlikely/1.0.0', later: () => () => {}, moment: () => null }
  const later = createLater({
    desk,
    stage: stage as Stage,
    delivery,
    showing: {} as Showing,
    claim: async () => null,
    loadParts: () => Promise.reject(new Error('Nobody is asked here.')),
    find: () => undefined,
    waiting: () => [],
    wait() {},
    drop() {},
  })

  for (let given = 1; given <= 60; given += 1) {
    time += 1000
    const record = aRecord({ id: `answer ${given}`, state: 'answered', score: 9, revision: 3 })
    delivery.keep(record, false)
    await later.refused(record.id, { status: 500, retryAfter: null, keepalive: true })
  }

  const kept = delivery.entries().map(({ record }) => record.id)
  expect(kept).toHaveLength(50)
  expect(kept).toContain('answer 60')
  expect(kept).toContain('answer 11')
  expect(kept).not.toContain('answer 10')
})
