import type { Browser, Page } from 'playwright'
import type { Entry } from '../../src/delivery/outbox.ts'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import { outbox } from '../support/outbox.ts'
import { counted, type Recorder, startRecorder } from '../support/recorder.ts'
import { startScriptHost } from '../support/script-host.ts'
import { scriptsOf, type TaggedSite, type TagOptions } from '../support/shop.ts'
import { fillStorage } from '../support/storage-faults.ts'
import { choose, survey, whyNot } from '../support/visitor.ts'
import { newFaultVisitor, until } from './fault-visitor.ts'
import type { Address, Schedule, Visit } from './schedule.ts'
import { type FailingScripts, failScripts } from './script-faults.ts'

/** What several visitors have in common. */
export interface Town {
  browser: Browser
  shop: TaggedSite
  /** An endpoint of another origin; nothing may ever arrive here. */
  elsewhere: Recorder
}

/** A visitor's answer, and what happened to it. */
export interface PlayedAnswer {
  /** The names of the faults that happened while it was on its way. */
  met: ReadonlySet<string>
  /** It is counted as it was given last: its score, its reason, and whether it was sent with Send. */
  arrived: boolean
  /** How often it is counted beyond once. */
  extra: number
  /** The card said that it could not be sent. */
  told: boolean
}

export interface Played {
  schedule: Schedule
  answers: readonly PlayedAnswer[]
  /** Visits in which nobody was asked because a script that the asking needs did not come. */
  notAsked: number
  /** How often each fault was injected, by its name. */
  injected: ReadonlyMap<string, number>
  /** Messages that came again, since nobody could know that they had arrived. */
  repeated: number
}

interface Given {
  order: string
  score: number
  reason: string | null
  state: 'answered' | 'scored'
  told: boolean
  met: Set<string>
}

const hour = 3_600_000
const day = 24 * hour
const carryOver = hour / 2

/** The right clock, in milliseconds from the real one: nobody is asked by a clock from before the build. */
const rightClock = 30 * day

/** Milliseconds until a card is there, or won't come; and until all that is due was tried, or waits for an endpoint. */
const longestLoad = 15_000
const longestTry = 2000

/** Plays a schedule with a new visitor. When its faults are over, the visitor looks in on a few later days. */
export async function play(schedule: Schedule, { browser, shop, elsewhere }: Town): Promise<Played> {
  const recorder = await startRecorder()
  const notFound = await startRecorder()
  notFound.react([], { does: 'answer', status: 404 })
  const gone = await startRecorder()
  await gone.refuse()
  const scripts = await startScriptHost()
  const addresses: Readonly<Record<Address, string>> = {
    right: recorder.url,
    'unknown name': 'http://answers.invalid/answers',
    'no TLS': recorder.url.replace('http:', 'https:'),
    'moved, and the old one is gone': gone.url,
    'moved, and 404': notFound.url,
  }
  const visitor = newFaultVisitor(schedule, browser, shop.url)
  const given: Given[] = []
  const injected = new Map<string, number>()
  let notAsked = 0

  const inject = (name: string, record: ResponseRecord | null = null) => {
    injected.set(name, (injected.get(name) ?? 0) + 1)
    for (const one of given) {
      const meets = record === null ? !isThere(recorder, one) : record.trigger.ref === one.order
      if (meets) one.met.add(name)
    }
  }
  recorder.onInjected(inject)

  const tag = (address: Address): TagOptions => ({
    ...scriptsOf(scripts),
    endpoint: addresses[address],
    format: schedule.format,
    report: schedule.report,
    'wait-after-answer': '0',
    'wait-after-dismissal': '0',
    'wait-between': '0',
    'max-per-year': '100',
    ...(schedule.storage === 'works' ? {} : { 'without-memory': 'ask' }),
  })
  /** Views a page on which nothing happens, and stays until everything that is due has been tried. */
  const home = async (page: Page, address: Address) => {
    await page.goto(shop.home(tag(address)))
    if (schedule.storage !== 'blocked') await until(() => hasTried(page), longestTry)
  }

  /** Whether a card is there in time. */
  const isAsked = (page: Page) =>
    survey(page)
      .waitFor({ timeout: longestLoad })
      .then(
        () => true,
        () => false,
      )
  const expectCard = async (page: Page, order: string) => {
    if (!(await isAsked(page))) throw new Error(`No card for ${order}: ${await whyNot(page, 'checkout')}`)
  }

  /** Time passes while no page is open; else a survey would be in the page for as long. */
  const leaveAll = async () => {
    await visitor.closeOtherTabs()
    const page = await visitor.tab()
    await page.goto('about:blank')
    return page
  }

  /** The card is left as the visitor wants it; resolves when that is done in the page, not when it is sent. */
  const giveAnswer = async (page: Page, one: Given, { scores, deed }: Visit, failing: FailingScripts) => {
    for (const [place, score] of scores.entries()) {
      await choose(page, score)
      one.score = score
      failing.reached('score')
      if (place === 0 && schedule.storage === 'full after the score') {
        inject('storage full')
        await fillStorage(page)
      }
    }
    if (deed === 'close') await survey(page).getByRole('button', { name: 'Close' }).click()
    if (deed === 'send') await send(page, one)
    failing.reached('deed')
  }
  const send = async (page: Page, one: Given) => {
    const reason = `Because of ${one.order}`
    await survey(page).getByRole('textbox').fill(reason)
    Object.assign(one, { reason, state: 'answered' })
    await survey(page).getByRole('button', { name: 'Send' }).click()
    if (schedule.storage === 'works') return
    const sorry = survey(page).getByRole('alert')
    await sorry.or(survey(page).getByText(/Thank you/)).waitFor()
    one.told = (await sorry.count()) > 0
  }

  const depart = async (page: Page, one: Given, visit: Visit) => {
    const { departure, address, goesOn } = visit
    if (departure === 'stays') return
    inject(departure)
    if (departure === 'tab closed') await visitor.closeTabs()
    if (departure === 'another page') await page.goto(shop.home(tag(address)))
    if (departure === 'reload') await page.reload()
    if (departure === 'tab crashed') await visitor.crashTab()
    if (departure === 'browser killed') {
      const words = one.reason ?? `"score":${one.score}`
      await visitor.kill(hasStored => hasStored(words) || isThere(recorder, one))
    }
    if (!goesOn) return
    await expectCard(page, one.order)
    await send(page, one)
  }

  const playVisit = async (visit: Visit, place: number, failing: FailingScripts) => {
    const { address, outage, clock, departure } = visit
    const startsAt = rightClock + place * hour
    recorder.react(visit.reactions, visit.otherwise)
    const page = await leaveAll()
    await visitor.setClock(startsAt + clock)
    const order = `A-${place + 1}`
    failing.reached('page')
    await page.goto(shop.thankYou(order, tag(address)))
    if (visit.scripts?.from !== 'page') await expectCard(page, order)
    else if (!(await isAsked(page))) {
      notAsked += 1
      return
    }
    const metBefore = failing.begun() // Before there was an answer to meet it.

    const met = new Set(metBefore ? [metBefore] : [])
    const one: Given = { order, score: -1, reason: null, state: 'scored', told: false, met }
    given.push(one)
    failing.reached('card')
    if (schedule.storage === 'blocked') inject('storage blocked')
    if (clock) inject(clock > 0 ? 'clock ahead' : 'clock behind')
    if (address !== 'right') inject(`endpoint: ${address}`)
    if (outage !== 'none') inject(outage)
    if (outage === 'offline') await visitor.setOffline(true)
    if (outage === 'connections refused') await recorder.refuse()

    await giveAnswer(page, one, visit, failing)
    // On a busy machine the choice may be painted much later.
    if (departure === 'tab crashed') await untilPainted(page)
    await new Promise(resolve => setTimeout(resolve, visit.lingers))
    await depart(page, one, visit)
    if (outage === 'offline' && departure !== 'browser killed') await visitor.setOffline(false)

    for (const view of visit.views) {
      await visitor.setClock(startsAt + view.clock)
      if (view.clock) inject(view.clock > 0 ? 'clock ahead' : 'clock behind')
      const tabs = [await visitor.tab()]
      if (view.tabs === 2) {
        inject('two tabs at once')
        tabs.push(await visitor.newTab())
      }
      await Promise.all(tabs.map(tab => home(tab, address)))
    }
  }
  const playWhole = async (visit: Visit, place: number) => {
    const failing = failScripts(scripts, visit.scripts, inject)
    await playVisit(visit, place, failing)
    await failing.stop()
    await recorder.listen()
  }

  /** Nothing goes wrong any more, and the visitor comes back on later days until nothing waits. */
  const beCalm = async () => {
    recorder.react([])
    await leaveAll()
    for (let days = 0; days <= 5; days += 1) {
      const ahead = rightClock + schedule.visits.length * hour + days * (day + hour)
      await visitor.setClock(ahead)
      const page = await visitor.tab()
      await home(page, 'right')
      if (schedule.storage === 'blocked') {
        await until(() => given.every(one => isThere(recorder, one)), 2000)
        return
      }
      if ((await outbox(page)).length === 0) return
      await becomeNewer(page)
    }
  }

  try {
    for (const [place, visit] of schedule.visits.entries()) await playWhole(visit, place)
    await beCalm()
    const answers = given.map(one => ({
      ...one,
      arrived: isThere(recorder, one),
      extra: extraOf(recorder, one),
    }))
    if (elsewhere.received.length + elsewhere.strays.length + recorder.strays.length > 0)
      throw new Error('An answer was sent to where a redirect pointed.')
    return { schedule, answers, notAsked, injected, repeated: repeatedOf(recorder) }
  } finally {
    await visitor.leave()
    await recorder.stop()
    await scripts.stop()
    await notFound.stop()
  }
}

const untilPainted = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve))))

const countedFor = (recorder: Recorder, { order }: Given): ResponseRecord[] =>
  counted(recorder.received).filter(({ trigger }) => trigger.ref === order)

const isThere = (recorder: Recorder, one: Given): boolean =>
  countedFor(recorder, one).some(
    ({ score, reason, state }) => score === one.score && reason === one.reason && state === one.state,
  )

const extraOf = (recorder: Recorder, one: Given): number =>
  Math.max(0, countedFor(recorder, one).filter(({ score }) => score !== null).length - 1)

function repeatedOf({ received }: Recorder): number {
  const taken = received.filter(one => one.taken).map(({ record }) => `${record.id} ${record.revision}`)
  return taken.length - new Set(taken).size
}

/** All that is due in this page was tried; a survey that is open, or may be again, is not due. */
const hasTried = async (page: Page): Promise<boolean> => {
  const now = await page.evaluate(() => Date.now())
  const hasWaited = ({ open, keptAt, nextAt }: Entry) =>
    open ? Math.abs(now - keptAt) < carryOver : (nextAt ?? now + 1) > now
  return (await outbox(page)).every(hasWaited)
}

/** What this client may not send again, a newer one may: as if an older one had been told so. */
const becomeNewer = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const [key, text] of Object.entries(localStorage)) {
      if (!key.startsWith('howlikely:main:out:')) continue
      const entry = JSON.parse(text)
      if (entry.nextAt === null)
        localStorage.setItem(key, JSON.stringify({ ...entry, client: 'howlikely/0.0.1' }))
    }
  })
