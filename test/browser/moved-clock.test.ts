import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enginesFor, sharedBrowser } from '../support/engines.ts'
import { fixClock } from '../support/fixed-clock.ts'
import { type Recorder, startRecorder } from '../support/recorder.ts'
import { type RunningShop, startShop, type TagOptions } from '../support/shop.ts'
import { answer, expectAsked, explain, survey, whyNot } from '../support/visitor.ts'

const hour = 3_600_000
const day = 24 * hour
/** Tomorrow at noon in UTC: no clock may be set before the day on which the files were built. */
const noon = Math.floor(Date.now() / day + 1) * day + 12 * hour

/** No wait but those that a test sets. */
const noWaits: TagOptions = {
  'wait-after-answer': '0',
  'wait-after-dismissal': '0',
  'wait-after-ignored': '0',
  'wait-between': '0',
  'wait-after-opt-out': '0',
  'max-per-year': '100',
}

interface Case {
  rule: string
  tag: TagOptions
  /** Further options, which the tag cannot hold. */
  options?: object
  /** What the visitor does when asked; left out if the rule forbids asking from the start. */
  does?: (page: Page) => Promise<unknown>
  /** How long after noon the rule passes, if the visitor does nothing that takes time. */
  after: number
}

const click = (page: Page, name: string) => survey(page).getByRole('button', { name }).click()
const cases: Case[] = [
  {
    rule: 'wait-after-answer',
    tag: { 'wait-after-answer': '90d' },
    does: page => answer(page, 9),
    after: 90 * day,
  },
  {
    rule: 'wait-after-dismissal',
    tag: { 'wait-after-dismissal': '30d' },
    does: page => click(page, 'Close'),
    after: 30 * day,
  },
  {
    rule: 'wait-after-ignored',
    tag: { 'wait-after-ignored': '12h' },
    does: page =>
      page.evaluate(() => (window as unknown as { howlikely(command: string): void }).howlikely('close')),
    after: 12 * hour,
  },
  { rule: 'wait-between', tag: { 'wait-between': '30d' }, does: page => answer(page, 9), after: 30 * day },
  { rule: 'max-per-year', tag: { 'max-per-year': '1' }, does: page => answer(page, 9), after: 365 * day },
  {
    rule: 'opt-out',
    tag: { 'wait-after-opt-out': '365d' },
    does: page => click(page, "Don't ask again"),
    after: 365 * day,
  },
  { rule: 'min-age', tag: { 'min-age': '7d' }, after: 7 * day },
  { rule: 'from', tag: { from: new Date(noon + 3 * day).toISOString() }, after: 3 * day },
  {
    rule: 'hours',
    tag: {},
    options: { hours: { from: '13:30', to: '15:00', zone: 'UTC' } },
    after: 1.5 * hour,
  },
]

describe.each(enginesFor('moved-clock'))('in %s, by a clock that is moved', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let recorder: Recorder
  let shop: RunningShop
  let setClock: (at: number) => Promise<void>
  let orders = 0

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
    recorder = await startRecorder()
    shop = await startShop(recorder.url)
  })
  afterAll(async () => {
    await shop.stop()
    await recorder.stop()
  })
  beforeEach(async () => {
    context = await browser.newContext()
    setClock = await fixClock(context, shop.url)
    page = await context.newPage()
  })
  afterEach(() => context.close())

  /** The page after another purchase, when the clock shows this. */
  const buyAt = async (at: number, tag: TagOptions, options: object = {}) => {
    orders += 1
    await setClock(at)
    const address = shop.thankYou(`A-${orders}`, { ...noWaits, ...tag })
    await page.goto(`${address}&options=${encodeURIComponent(JSON.stringify(options))}`)
  }
  const fromOf = async (rule: string) => {
    const { surveys } = await explain(page)
    const verdict = surveys
      .find(({ id }) => id === 'checkout')
      ?.rules.find(one => one.rule === rule && !one.pass)
    return verdict?.from ?? Number.NaN
  }

  test.each(cases)('$rule: not asked a millisecond before explain’s instant, asked at it', async one => {
    const { rule, tag, options, does, after } = one
    await buyAt(noon, tag, options)
    if (does) {
      await expectAsked(page)
      await does(page)
      await buyAt(noon, tag, options)
    }
    const from = await fromOf(rule)
    expect(from).toBe(noon + after)

    await buyAt(from - 1, tag, options)
    expect(await whyNot(page, 'checkout')).toEqual([rule])
    expect(await survey(page).count()).toBe(0)

    await buyAt(from, tag, options)
    await expectAsked(page)
  })

  test('clock: not asked a millisecond before the files were built, asked at it', async () => {
    await buyAt(0, {})
    const builtAt = await fromOf('clock')
    expect(builtAt % day).toBe(0)

    await buyAt(builtAt - 1, {})
    expect(await whyNot(page, 'checkout')).toEqual(['clock'])
    expect(await survey(page).count()).toBe(0)

    await buyAt(builtAt, {})
    await expectAsked(page)
  })

  test('until: asked a millisecond before it, not asked at it', async () => {
    const until = { until: new Date(noon).toISOString() }
    await buyAt(noon, until)
    expect(await whyNot(page, 'checkout')).toEqual(['until'])
    expect(await survey(page).count()).toBe(0)

    await buyAt(noon - 1, until)
    await expectAsked(page)
  })

  test('a second dismissal is left in peace for twice as long', async () => {
    const tag = { 'wait-after-dismissal': '30d' }
    await buyAt(noon, tag)
    await expectAsked(page)
    await click(page, 'Close')
    await buyAt(noon + 30 * day, tag)
    await expectAsked(page)
    await click(page, 'Close')

    await buyAt(noon + 90 * day - 1, tag)
    expect(await whyNot(page, 'checkout')).toEqual(['wait-after-dismissal'])
    await buyAt(noon + 90 * day, tag)
    await expectAsked(page)
  })

  test('in debug, decisions can be read afterwards; otherwise they are not stored', async () => {
    await buyAt(noon, { debug: 'true', 'wait-between': '30d' })
    await expectAsked(page)
    await answer(page, 9)
    await buyAt(noon + day, { debug: 'true', 'wait-between': '30d' })
    const told = () =>
      page.evaluate(async () => {
        type Told = { decisions?: { at: number; asks: string | null; surveys: object[] }[] }
        const host = window as unknown as { howlikely(command: string): Promise<Told> }
        return (await host.howlikely('explain')).decisions
      })
    const decisions = await told()

    expect(decisions).toContainEqual(
      expect.objectContaining({ at: noon, asks: 'checkout', page: '/thank-you/sample' }),
    )
    expect(decisions?.at(-1)).toMatchObject({
      at: noon + day,
      asks: null,
      surveys: [{ id: 'checkout', against: ['wait-between'] }, { id: 'support' }],
    })

    await page.evaluate(() => localStorage.clear())
    await buyAt(noon + 2 * day, { debug: 'false' })
    await expectAsked(page)
    expect(await told()).toBeUndefined()
    expect(await page.evaluate(() => localStorage.getItem('howlikely:main:decisions'))).toBeNull()
  })

  test('in debug, storage that cannot be read is reported once, and nobody is asked', async () => {
    const said: string[] = []
    page.on('console', message => said.push(message.text()))
    await buyAt(noon, { debug: 'true' })
    await expectAsked(page)
    await answer(page, 9)
    await page.evaluate(() => localStorage.setItem('howlikely:main:history', 'spoilt'))
    expect(said.filter(text => text.includes('could not be read'))).toEqual([])
    await buyAt(noon + day, { debug: 'true' })

    expect(await whyNot(page, 'checkout')).toEqual(expect.arrayContaining(['wait-between', 'opt-out']))
    expect(await survey(page).count()).toBe(0)
    await expect
      .poll(() => said.filter(text => text.startsWith('howlikely: what was stored here could not be read')))
      .toHaveLength(1)
  })
})
