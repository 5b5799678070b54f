import { type RecordEvent, type RecordSettings, type StoredRecord, step } from '../delivery/record.ts'
import { clearTab } from './kept-in-tab.ts'
import type { ShowingContext } from './showing-context.ts'

/** How an asking may end without Send. */
export type EndedBy = 'closed' | 'opted-out' | 'site' | 'left'

/**
 * Moves a record on, and updates history and outbox as the state table says. `isStored` is false if the record could not
 * be stored.
 */
export function advanceRecord(
  context: ShowingContext,
  from: StoredRecord,
  event: RecordEvent,
  settings: RecordSettings = context.settings(),
): { record: StoredRecord; isStored: boolean } {
  const { browser, delivery, memory } = context
  const { record, send, ending } = step(from, event, settings, browser.now())
  const by = event.type === 'end' ? event.by : null
  if (ending)
    memory().rememberOutcome({
      survey: from.survey,
      outcome: ending,
      optsOut: by === 'opted-out',
      now: browser.now(),
    })
  // A visitor who merely left adds nothing to report if the score is known already.
  const isKnown =
    (by === 'left' || by === 'site') &&
    settings.report === 'answers' &&
    delivery.find(from.id)?.accepted === from.revision
  if (send ? !isKnown : !ending && record !== from)
    return { record, isStored: delivery.keep(record, !ending) }
  if (ending) delivery.drop(from.id)
  return { record, isStored: true }
}

/** Ends an asking that was not answered, and sends what has to be sent about it. */
export function endRecord(context: ShowingContext, from: StoredRecord, by: EndedBy): void {
  const { record } = advanceRecord(context, from, { type: 'end', by })
  clearTab(context)
  context.delivery.send(record.id)
  if (record.state !== 'asked') context.emit(record.state, record)
}
