import type { ReceivedResponse, Store } from '../../src/collector/store/store.ts'
import type { Happening } from './shop.ts'

/** Messages in one commit: more rows would bring the statement near the limit on its values. */
const batch = 1000

/**
 * Stores everything in its order, one batch of messages per commit.
 * @param onProgress is called with the number of messages stored so far
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

  // While one batch is being stored, the next one is made.
  const flush = async () => {
    const full = waiting
    waiting = []
    await saving
    saving = store.saveAll(full)
    // The next await of it reports the failure.
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
