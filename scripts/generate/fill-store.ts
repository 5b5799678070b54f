import type { ReceivedResponse, Store } from '../../src/collector/store/store.ts'
import type { Happening } from './shop.ts'

/** Messages in one commit: the statement for as many rows is near the most values that a statement may have. */
const batch = 1000

/**
 * Has all of it happen to a store, in its order, a batch of messages a commit.
 * @param onProgress hears how many messages have been stored so far
 */
export async function fillStore(
  store: Pick<Store, 'saveAll' | 'erase'>,
  happenings: Iterable<Happening>,
  onProgress: (messages: number) => void = () => {},
): Promise<{ messages: number; erased: number }> {
  let waiting: ReceivedResponse[] = []
  let messages = 0
  let erased = 0
  let saving: Promise<unknown> = Promise.resolve()

  // While one batch is being stored, the next is made.
  const flush = async () => {
    const full = waiting
    waiting = []
    await saving
    saving = store.saveAll(full)
    // Whoever awaits it next hears of a failure.
    saving.catch(() => {})
    messages += full.length
    onProgress(messages)
  }

  for (const happening of happenings) {
    if (happening.kind === 'message') {
      waiting.push(happening.message)
      if (waiting.length >= batch) await flush()
      continue
    }
    await flush()
    await saving
    erased += await store.erase(happening.person, happening.at)
  }
  await flush()
  await saving
  return { messages, erased }
}
