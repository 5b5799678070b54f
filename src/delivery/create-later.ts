import { recallOutcomes } from '../history/servers-cookie.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { CreateLater } from './later-part.ts'
import { afterFailure, isDone, isDue, surplus, wakesAt } from './outbox.ts'
import { receptionOf, retryAfter as waitOf } from './retry.ts'

const none = () => undefined

const never = Number.POSITIVE_INFINITY

/** What is left for later: kept until it is done, tried again with patience, one tab at a time. */
export const createLater: CreateLater = ({
  desk,
  stage,
  delivery,
  showing,
  claim,
  loadParts,
  find,
  waiting,
  wait,
  drop,
}) => {
  const { environment, key } = desk
  const { client } = stage
  const { local, now, random, say } = environment
  const said = new Set<number>()
  let stop = () => {}

  /** Sets when a page view has to look after what waits, and this page's own timer. */
  const plan = () => {
    const entries = delivery.entries()
    const wakeAt = Math.min(
      ...waiting().map(({ due }) => due),
      ...entries.map(entry => wakesAt(entry, client, now())),
    )
    if (wakeAt < never) local.set(key('wakeAt'), `${Math.min(wakeAt, now() + 864e5)}`)
    else local.remove(key('wakeAt'))
    stop()
    const due = Math.min(
      ...entries.map(({ open, nextAt, record }) =>
        open || delivery.onTheWay.has(record.id) ? never : (nextAt ?? never),
      ),
    )
    if (due < never) stop = stage.later(Math.max(0, due - now()), () => flush(false))
  }

  const flush = async (fresh: boolean, closing?: boolean) => {
    // A page that may be gone in a moment waits for nobody.
    const release = closing ? undefined : await stage.claim(key('sending'), true).catch(none)
    // Another tab is sending; what it leaves is looked at again on the next page view.
    if (release === null) return
    for (const entry of delivery.entries()) {
      const { id } = entry.record
      // What its time has run out for is tried once more, since the clock may be wrong.
      if (isDue(entry, client, fresh, now())) {
        const sending = delivery.send(id)
        if (!closing) await sending
      } else if (isDone(entry, now())) delivery.drop(id)
    }
    release?.()
    plan()
  }

  const pause = (delay: Milliseconds) =>
    new Promise<void>(resolve => {
      stage.later(delay, resolve)
    })

  /** The survey that this tab had open goes on within `carryOver`; what nobody comes back to has ended. */
  const pickUpOpen = async () => {
    const kept = showing.kept()
    // Whoever has nothing to take up takes the right from no tab that is about to ask.
    if (!kept && !delivery.entries().some(({ open }) => open)) return
    // The page that this tab had before may still be letting go of the right.
    const release = (await claim()) ?? (kept && (await pause(1000).then(claim)))
    // Without the right, another tab shows it: this one is a copy of that.
    if (!release) return
    const survey = kept && find(kept.record.survey)
    if (survey && now() - kept.touchedAt <= survey.carryOver) {
      await loadParts().then(
        parts => showing.show({ survey, trigger: kept.trigger, opened: false, parts, release }, kept),
        release,
      )
      return
    }
    if (kept) showing.abandon(kept.record)
    for (const { record, open, keptAt } of delivery.entries()) {
      // Before or after: the clock may have been set.
      if (open && Math.abs(now() - keptAt) > (find(record.survey)?.carryOver ?? 0)) showing.abandon(record)
    }
    release()
  }

  return {
    async pickUp() {
      await pickUpOpen()
      for (const one of waiting()) {
        const survey = find(one.survey)
        // Who was to be asked on a later day comes back some day after it.
        if (survey && now() - one.due <= Math.max(survey.carryOver, survey.after))
          wait(one, Math.max(one.due, now() + survey.delay))
        else drop(one)
      }
      flush(true)
    },
    async refused(id, { status, retryAfter, keepalive }) {
      // A page's scripts share 64 KiB of keepalive; a visible page can do without.
      if (!status && keepalive && stage.moment() !== 'hidden') return delivery.send(id, false)
      const entry = delivery.find(id)
      const wait = waitOf(retryAfter, now())
      if (entry) delivery.write(afterFailure(entry, { status, wait, client, random: random() }, now()))
      for (const { record } of surplus(delivery.entries())) delivery.drop(record.id)
      if (receptionOf(status) !== 'again' && !said.has(status)) {
        said.add(status)
        say(
          `the endpoint answered ${status}, and only a 2xx accepts a response. The answer is kept and sent again later.`,
        )
      }
      plan()
      return false
    },
    flush: closing => flush(true, closing),
    recall() {
      recallOutcomes(stage.cookies(), desk.settings().site, desk.memory(), now())
      return true
    },
    stop: () => stop(),
  }
}
