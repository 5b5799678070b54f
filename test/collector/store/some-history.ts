import fc from 'fast-check'
import type { Kysely } from 'kysely'
import {
  MessagesRefused,
  type ReceivedResponse,
  type UpdatedStore,
} from '../../../src/collector/store/store.ts'
import type { SurveyLimits } from '../../../src/collector/store/surveys.ts'
import type { Tables } from '../../../src/collector/store/tables.ts'
import type { ResponseRecord } from '../../../src/protocol/response.ts'
import type { Segment } from '../../../src/report/api/segments.ts'
import type { TallyRow } from '../../../src/report/figures.ts'
import { aResponse } from '../a-response.ts'

export const day = 86_400_000
export const start = Date.parse('2026-05-01T22:00:00.000Z')
export const limits: SurveyLimits = { sites: 1, surveysOfSite: 2, undeclared: 4 }

/** What no later message about a response may change. Few of each, so that they meet often. */
const asking = fc.record({
  test: fc.boolean(),
  survey: fc.constantFrom('a', 'a', 'b', 'c', 'd'),
  kind: fc.constantFrom('transactional', 'transactional', 'relationship'),
  ref: fc.constantFrom(null, 'R-1', 'R-1', 'R-2', 'R-\ud800'),
  name: fc.constantFrom('checkout', 'support'),
  source: fc.constantFrom('ga4', 'show', 'link'),
  respondent: fc.constantFrom(null, 'u_1', 'u_2'),
  hours: fc.integer({ min: 0, max: 30 }),
})

type Asking = typeof asking extends fc.Arbitrary<infer Value> ? Value : never

const message = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  revision: fc.integer({ min: 1, max: 5 }),
  state: fc.constantFrom('asked', 'scored', 'answered', 'dismissed'),
  score: fc.constantFrom(null, 0, 7, 9, 10),
  device: fc.constantFrom('mobile', 'desktop'),
  locale: fc.constantFrom('en', 'sv', 'e\0n', 'e\udc00n'),
  vouched: fc.record({ trigger: fc.boolean(), respondent: fc.boolean() }),
  hours: fc.integer({ min: 0, max: 60 }),
  /** Somebody says that it was asked otherwise. */
  otherwise: fc.option(asking, { freq: 8 }),
})

export const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ save: fc.array(message, { minLength: 1, maxLength: 6 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      erase: fc.constantFrom(
        { by: 'ref', value: 'R-1' } as const,
        { by: 'respondent', value: 'u_1' } as const,
        { by: 'id', value: idOf(1) } as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ expireBefore: fc.integer({ min: 0, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ declare: fc.constantFrom('b', 'c', 'd') }) },
  { weight: 1, arbitrary: fc.constant({ eraseUndeclared: true as const }) },
  { weight: 1, arbitrary: fc.record({ fillAnewFrom: fc.integer({ min: 0, max: 9 }) }) },
  { weight: 2, arbitrary: fc.constant({ fill: true as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ segments: fc.subarray<Segment>(['team', 'trait.plan', 'value']) }),
  },
)

/** One for each response. */
export const anyAskings = fc.array(asking, { minLength: 9, maxLength: 9 })

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

function idOf(number: number): string {
  return `00000000-0000-4000-8000-00000000000${number}`
}

function receivedOf(
  one: typeof message extends fc.Arbitrary<infer Value> ? Value : never,
  askings: readonly Asking[],
): ReceivedResponse {
  const asked = one.otherwise ?? askings[one.id - 1]
  if (!asked) throw new Error('There are fewer askings than responses.')
  const instant = (hours: number) => new Date(start + hours * 3_600_000).toISOString()
  const hours = Math.max(asked.hours, one.hours)
  const record: ResponseRecord = {
    ...aResponse({
      id: idOf(one.id),
      revision: one.revision,
      state: one.state,
      test: asked.test,
      survey: asked.survey,
      kind: asked.kind,
      score: one.score,
      device: one.device,
      locale: one.locale,
      trigger: {
        ...{ ref: asked.ref, name: asked.name, source: asked.source },
        properties: { team: one.device },
      },
      askedAt: instant(asked.hours),
      scoredAt: instant(hours),
      endedAt: instant(hours),
      sentAt: instant(hours),
    }),
    ...(asked.respondent === null ? {} : { respondent: { id: asked.respondent } }),
  }
  const receivedAt = start + hours * 3_600_000
  return { record, json: JSON.stringify(record), receivedAt, vouched: one.vouched }
}

async function save(store: UpdatedStore, responses: readonly ReceivedResponse[]): Promise<void> {
  try {
    await store.saveAll(responses)
  } catch (error) {
    // The others are stored.
    if (!(error instanceof MessagesRefused)) throw error
  }
}

/** Does a step of a history. */
export async function take(
  store: UpdatedStore,
  db: Kysely<Tables>,
  next: Step,
  askings: readonly Asking[],
): Promise<unknown> {
  if ('save' in next)
    return save(
      store,
      next.save.map(one => receivedOf(one, askings)),
    )
  if ('erase' in next) return store.erase(next.erase, start)
  if ('expireBefore' in next) {
    const responses = start + next.expireBefore * 3_600_000
    return store.expire({ responses, emails: null, erased: 0, triggers: 0, limit: 3 })
  }
  if ('declare' in next) return store.declare([{ site: 'main', survey: next.declare }])
  if ('eraseUndeclared' in next) return store.eraseUndeclared()
  if ('fill' in next) return store.fill()
  if ('segments' in next) return store.declareSegments(next.segments)
  // As an update leaves it, and as somebody leaves it who was cut off: it has come as far as this response.
  await store.rebuild()
  await db.deleteFrom('rollup').execute()
  await db.insertInto('fill').values({ name: 'rollup', after: '' }).execute()
  return undefined
}

/** Forgets what an earlier history has left. */
export async function empty(db: Kysely<Tables>): Promise<void> {
  for (const table of [
    'response',
    'erased',
    'fill',
    'known_survey',
    'undeclared',
    'rollup',
    'counted_segment',
    'to_count',
    'counted',
    'vote',
  ] as const) {
    await db.deleteFrom(table).execute()
  }
}

/** Rows in whatever order, to compare. */
export const sorted = (rows: readonly TallyRow[]) =>
  rows.map(row => JSON.stringify(Object.entries(row).sort())).sort()
