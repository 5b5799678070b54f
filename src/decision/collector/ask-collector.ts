import { hash } from '../../history/hash.ts'
import { learnElsewhere } from '../../history/learn-elsewhere.ts'
import type { Respondent, Trigger } from '../../protocol/trigger.ts'
import type { Milliseconds } from '../../time/milliseconds.ts'
import { readTrigger } from '../../triggers/read-trigger.ts'
import type { BeyondDesk } from '../beyond-part.ts'
import type { SignatureWatch } from '../signature-watch.ts'
import type { World } from '../world.ts'
import { type CollectorWord, readCollectorWord, type WaitingTrigger } from './collector-word.ts'

/** A visit ends after so long without a page view on which the collector's word was looked for. */
const visitLength: Milliseconds = 30 * 60_000

/** Asks the collector what it knows of a respondent, as often as the site wants. */
export interface Collector {
  before(trigger: Trigger): Promise<void>
}

export function createCollectorWord(desk: BeyondDesk, world: World, watch: SignatureWatch): Collector {
  const { environment, settings, key, memory, stillEligible } = desk
  const { said } = desk.desk
  const { local, now } = environment
  let asking: Promise<CollectorWord | null> | undefined

  /** Null where it keeps silent or talks nonsense. */
  const ask = async ({ id, signature }: Respondent): Promise<CollectorWord | null> => {
    const { endpoint, site, headers, credentials, collectorTimeout } = settings()
    try {
      const response = await world.fetch(new URL('eligibility', `${endpoint}`).href, {
        method: 'POST',
        // As text it needs no preflight.
        body: JSON.stringify({ schema: 1, site, respondent: { id, signature } }),
        headers,
        credentials,
        redirect: 'error',
        signal: AbortSignal.timeout(collectorTimeout),
      })
      const text = await response.text()
      return response.ok ? readCollectorWord(text, now()) : null
    } catch {
      return null // Too late, no network, or no address to ask at.
    }
  }

  const learn = ({ askings, optOutUntil }: CollectorWord) => {
    const optOutAt = optOutUntil === null ? null : optOutUntil - settings().waitAfterOptOut
    const before = memory().history()
    const after = learnElsewhere(before, { askings, optOutAt }, now())
    if (after !== before) memory().save(after)
  }

  const takeUp = ({ name, ref, at, properties }: WaitingTrigger) =>
    desk.consider(readTrigger({ name, details: { ...properties, ref }, source: 'collector', at }))

  /** Asks once at a time; what waits is taken up by whoever began. */
  const askAndLearn = async (respondent: Respondent) => {
    if (asking) return void (await asking)
    asking = ask(respondent)
    const word = await asking
    asking = undefined
    said.collector = word ? 'answered' : 'silent'
    if (!word) return
    learn(word)
    remember(respondent)
    word.waiting.forEach(takeUp)
  }

  /** Of which respondent the collector was asked in this visit, as a hash. */
  const visitor = ({ id }: Respondent) => hash(`${settings().site}\n${id}`)
  const remember = (respondent: Respondent) => {
    if (settings().askCollector === 'visit') local.set(key('collector'), `${now()}.${visitor(respondent)}`)
  }
  const wasAskedInThisVisit = (respondent: Respondent) => {
    const [at, who] = (local.get(key('collector')) ?? '').split('.').map(Number)
    return Math.abs(now() - (at || 0)) < visitLength && who === visitor(respondent)
  }

  /** Whether anybody could be asked. What forbids that forbids to tell the collector who is here. */
  const mayAsk = (trigger: Trigger, opened: boolean) =>
    settings().surveys.some(({ id }) => stillEligible({ trigger, survey: id }, { opened }))

  return {
    async before(trigger) {
      const { askCollector } = settings()
      if (askCollector === 'never' || trigger.source === 'collector') return
      if (askCollector === 'trigger') said.collector = 'not-asked'
      const respondent = desk.respondent()
      // On a visit nothing has happened yet that a survey waits for.
      if (!respondent || !mayAsk(trigger, askCollector === 'visit')) return
      // Without a signature the collector says nothing of anybody.
      if (!watch.isSigned(respondent.signature, 'askCollector')) return
      if (askCollector === 'trigger') {
        await askAndLearn(respondent)
      } else if (wasAskedInThisVisit(respondent)) {
        said.collector = 'answered'
        remember(respondent)
      } else await askAndLearn(respondent)
    },
  }
}
