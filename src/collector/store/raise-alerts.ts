import type { Kysely } from 'kysely'
import { categoryOf } from '../../figures/category.ts'
import type { ResponseRecord } from '../../protocol/response.ts'
import { alertKey, type NewMessage } from '../alerts/message.ts'
import { isAwaited, isWorse, type Rule } from '../alerts/rules.ts'
import { rulesIn } from './alert-settings.ts'
import { queueMessages } from './outgoing.ts'
import type { Tables } from './tables.ts'
import { counts } from './which-counts.ts'

/** A response that was just stored. */
export interface Raised {
  record: ResponseRecord
  /** The record stored before; undefined if there was none. */
  before: ResponseRecord | undefined
  receivedAt: number
}

export interface AlertRaiser {
  /**
   * Queues the messages that rules call for on these responses, in the transaction that stores them: either both are on
   * disk, or neither is. Returns how many messages are new.
   */
  raise(all: Kysely<Tables>, responses: readonly Raised[]): Promise<number>
  /** The same for responses known to count and to be worse than before. */
  raiseCounted(all: Kysely<Tables>, responses: readonly Omit<Raised, 'before'>[]): Promise<number>
  /** To be called when the rules have changed. */
  forgetRules(): void
}

/** If no other collector shares the database, the rules are kept in memory, so that storing costs no look-up. */
export function createAlertRaiser({ isShared }: { isShared: boolean }): AlertRaiser {
  let kept: Promise<Rule[]> | null = null
  const rulesOf = (all: Kysely<Tables>): Promise<Rule[]> => {
    if (isShared) return rulesIn(all)
    kept ??= rulesIn(all).catch(error => {
      kept = null
      throw error
    })
    return kept
  }

  return {
    async raise(all, responses) {
      const worse = responses.filter(({ record, before }) => isWorse(record, before))
      if (worse.length === 0) return 0
      const rules = await rulesOf(all)
      const found = worse.flatMap(response => messagesOf(rules, response))
      if (found.length === 0) return 0
      const counted = await countingAmong(all, [...new Set(found.map(({ about }) => about))])
      return queueMessages(
        all,
        found.filter(({ about }) => counted.has(about)),
      )
    },
    async raiseCounted(all, responses) {
      const rules = await rulesOf(all)
      return queueMessages(
        all,
        responses
          // A later message may have taken the worse score back.
          .filter(({ record }) => isWorse(record, undefined))
          .flatMap(response => messagesOf(rules, response)),
      )
    },
    forgetRules() {
      kept = null
    },
  }
}

function messagesOf(rules: readonly Rule[], { record, receivedAt }: Omit<Raised, 'before'>): NewMessage[] {
  const { id: about, site, survey, score } = record
  if (score === null) return []
  const category = categoryOf(score)
  return rules
    .filter(rule => isAwaited(rule, record))
    .flatMap(({ id, name, destinations }) =>
      destinations.map(destination => ({
        id: alertKey(id, about, category, destination),
        destination,
        body: { kind: 'alert' as const, rule: { id, name }, site, survey, score, category },
        about,
        madeAt: receivedAt,
      })),
    )
}

/** If another answer for the same order counts instead, nobody is alerted about this one. */
async function countingAmong(all: Kysely<Tables>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await all
    .selectFrom('response')
    .select('id')
    .where('id', 'in', [...ids])
    .where(counts)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
