import type { ResponseRecord } from '../protocol/response.ts'

/** Milliseconds since 1970, by the collector's clock. */
export interface CorrectedTimes {
  askedAt: number
  scoredAt: number | null
  endedAt: number | null
}

/**
 * The record's instants by the collector's clock. The visitor's clock may be wrong; `sentAt` tells by how much, since a
 * message is received the moment it is sent. Nothing happened after it was received, whatever the record says, and nothing
 * before 1970.
 */
export function correctedTimes(record: ResponseRecord, receivedAt: number): CorrectedTimes {
  const slow = receivedAt - Date.parse(record.sentAt)
  const corrected = (instant: string) => Math.max(0, Math.min(Date.parse(instant) + slow, receivedAt))
  return {
    askedAt: corrected(record.askedAt),
    scoredAt: record.scoredAt === null ? null : corrected(record.scoredAt),
    endedAt: record.endedAt === null ? null : corrected(record.endedAt),
  }
}
