import type { Watch } from './consent-tools.ts'

/** The parts of the framework's data that are read here. */
interface TcData {
  gdprApplies?: boolean
  eventStatus?: string
  listenerId?: number
  purpose?: { consents?: Readonly<Record<number, boolean>> }
}

type Api = (
  command: string,
  version: 2,
  answer: (data: TcData | null, isFine: boolean) => void,
  parameter?: unknown,
) => void

/** The framework's first purpose: to store and read information on a device. */
const storing = 1

/**
 * Watches IAB's Transparency and Consent Framework. While the visitor is being asked nothing is reported, and the last
 * state holds.
 * https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework/blob/master/TCFv2/IAB%20Tech%20Lab%20-%20CMP%20API%20v2.md
 */
export const watchTcf: Watch = tell => {
  const page = window as { __tcfapi?: Api }
  let isAsked = false
  let id: number | undefined
  let isOver = false

  const hear = (data: TcData | null, isFine: boolean) => {
    if (isOver || !isFine || !data) return
    id = data.listenerId
    const { eventStatus, gdprApplies, purpose } = data
    if (gdprApplies === false) tell(true)
    else if (eventStatus === 'tcloaded' || eventStatus === 'useractioncomplete')
      tell(purpose?.consents?.[storing] === true)
  }

  return {
    look() {
      if (isAsked || typeof page.__tcfapi !== 'function') return
      isAsked = true
      // A stub queues requests until the real tool has replaced it and answers them.
      page.__tcfapi('addEventListener', 2, hear)
    },
    stop() {
      isOver = true
      if (id !== undefined) page.__tcfapi?.('removeEventListener', 2, () => {}, id)
    },
  }
}
