import type { Trigger } from '../protocol/trigger.ts'
import type { Beyond, BeyondDesk } from './beyond-part.ts'
import { createCollectorWord } from './collector/ask-collector.ts'
import { createLink } from './email-link/email-link.ts'
import { createSignatureWatch } from './signature-watch.ts'
import { world as browser, type World } from './world.ts'

/** What comes from beyond this browser's own memory: the collector's word, a link in an e-mail. */
export function createBeyond(desk: BeyondDesk, world: World = browser): Beyond {
  const watch = createSignatureWatch(desk)
  const { before } = createCollectorWord(desk, world, watch)
  const { consider } = desk
  const judge = async (trigger: Trigger) => {
    await before(trigger)
    consider(trigger)
  }
  // A host's object may throw when it is read: that is nothing for the page's console.
  desk.consider = trigger => judge(trigger).catch(() => {})
  const link = createLink(desk, world, watch)
  return {
    begin: link.open,
  }
}
