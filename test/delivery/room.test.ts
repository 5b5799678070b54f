import { expect, test } from 'vitest'
import { aRecord } from '../support/records.ts'
import { aDelivery } from './a-delivery.ts'

test('an endpoint that fails for long fills an outbox no further than fifty responses, the newest', async () => {
  // The page is never open for as long as its own next try takes.
  const { delivery, clock } = aDelivery({
    answer: async () => new Response('', { status: 500 }),
    later: () => () => {},
  })

  for (let given = 1; given <= 60; given += 1) {
    await clock.pass(1000)
    const record = aRecord({ id: `answer ${given}`, state: 'answered', score: 9, revision: 3 })
    delivery.keep(record, false)
    await delivery.send(record.id)
  }

  const kept = delivery.entries().map(({ record }) => record.id)
  expect(kept).toHaveLength(50)
  expect(kept).toContain('answer 60')
  expect(kept).toContain('answer 11')
  expect(kept).not.toContain('answer 10')
})
