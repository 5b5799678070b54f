import { By, Key, type WebDriver } from 'selenium-webdriver'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RunningSite, startSite } from '../support/site.ts'
import { cardIn, inCard, startWebKit, type WebKit, webKitIsHere } from '../support/webkit.ts'

// If it is missing, the run says so at the start.
describe.runIf(webKitIsHere())('in WebKit, driven as a visitor', () => {
  let site: RunningSite
  let webKit: WebKit
  let driver: WebDriver
  let visit = 0

  beforeAll(async () => {
    site = await startSite()
    webKit = await startWebKit()
    ;({ driver } = webKit)
  })
  afterAll(async () => {
    await webKit?.stop()
    await site.stop()
  })
  beforeEach(async () => {
    await driver.get(`${site.shop}/?scenario=reset&tag=off`)
    await driver.executeScript('localStorage.clear(); sessionStorage.clear()')
  })

  /**
   * The page after a purchase; gives the order's number. Here as elsewhere `scenario=reset` drops what the shop remembers
   * of an earlier test in a cookie: WebKit's driver deletes cookies only after it has said so.
   */
  async function buy(more = ''): Promise<string> {
    visit += 1
    const order = `webkit-${visit}`
    await driver.get(
      `${site.shop}/thank-you/sample?scenario=reset&order=${order}&tag-automation=ask&tag-delay=0s${more}`,
    )
    return order
  }
  const isAsked = async () => (await driver.findElements(By.css('how-likely-panel'))).length > 0
  const stored = (order: string) => site.collector.responses().find(({ trigger }) => trigger.ref === order)
  const press = (...keys: string[]) =>
    driver
      .actions()
      .sendKeys(...keys)
      .perform()
  const chosen = () =>
    driver.executeScript<string | null>(
      `return document.querySelector('how-likely-panel').shadowRoot.querySelector('input:checked')?.value ?? null`,
    )
  const focused = () =>
    driver.executeScript<string>(
      `const { activeElement } = document; return (activeElement.shadowRoot?.activeElement ?? activeElement).tagName`,
    )

  test('a purchase is followed by the question, and the answer reaches the collector', async () => {
    const order = await buy()
    await inCard(driver, 'dialog', /how likely is it that you would recommend/)
    await (await inCard(driver, 'radio', '9')).click()
    await (await inCard(driver, 'textbox', 'What do you like most?')).sendKeys('Fast delivery in WebKit')
    await (await inCard(driver, 'button', 'Send')).click()
    await inCard(driver, 'heading', 'Thank you!')

    await expect
      .poll(() => stored(order))
      .toMatchObject({
        state: 'answered',
        endedBy: 'sent',
        score: 9,
        reason: 'Fast delivery in WebKit',
        trigger: { name: 'checkout', source: 'ga4' },
      })
  })

  test('a reloaded page asks nobody twice; another visitor is asked', async () => {
    await buy()
    await (await inCard(driver, 'button', 'Close')).click()
    await driver.wait(async () => !(await isAsked()))
    const explained = () =>
      driver.executeAsyncScript<string[]>(`
        const done = arguments[arguments.length - 1]
        howlikely('explain').then(({ surveys: [{ rules }] }) => done(rules.filter(it => !it.pass).map(it => it.rule)))`)
    await driver.navigate().refresh()

    expect(await explained()).toEqual(expect.arrayContaining(['wait-after-dismissal', 'wait-between']))
    expect(await isAsked()).toBe(false)

    await driver.executeScript('localStorage.clear(); sessionStorage.clear()')
    await buy()
    await cardIn(driver)
  })

  test('what was chosen and written outlives a reload', async () => {
    const order = await buy()
    await (await inCard(driver, 'radio', '4')).click()
    await (await inCard(driver, 'textbox', 'What went wrong?')).sendKeys('Too slow')
    await driver.navigate().refresh()
    const reason = await inCard(driver, 'textbox', 'What went wrong?')

    expect(await chosen()).toBe('4')
    expect(await reason.getAttribute('value')).toBe('Too slow')
    await (await inCard(driver, 'button', 'Send')).click()
    await expect.poll(() => stored(order)?.reason).toBe('Too slow')
  })

  test('focus is not taken; arrow keys choose, Enter does nothing, Control and Enter send', async () => {
    const order = await buy()
    const seven = await inCard(driver, 'radio', '7')
    expect(await focused()).toBe('BODY')

    await seven.click()
    await press(Key.ARROW_RIGHT, Key.ARROW_RIGHT, Key.ENTER)
    expect(await chosen()).toBe('9')
    await inCard(driver, 'button', 'Send')

    await (await inCard(driver, 'textbox', 'What do you like most?')).sendKeys(
      'All',
      Key.chord(Key.CONTROL, Key.ENTER),
    )
    await inCard(driver, 'heading', 'Thank you!')
    expect(await focused()).toBe('H2')
    await expect.poll(() => stored(order)?.reason).toBe('All')
  })

  test('Escape closes the card, and the chosen score counts', async () => {
    const order = await buy()
    await (await inCard(driver, 'radio', '6')).click()
    await press(Key.ESCAPE)

    await driver.wait(async () => !(await isAsked()))
    await expect.poll(() => stored(order)).toMatchObject({ state: 'scored', endedBy: 'closed', score: 6 })
  })

  test('an answer that the endpoint refuses waits, and arrives later', async () => {
    const order = await buy('&tag-endpoint=http%3A%2F%2F127.0.0.1%3A9%2Fresponses')
    await (await inCard(driver, 'radio', '10')).click()
    await (await inCard(driver, 'button', 'Send')).click()
    await inCard(driver, 'heading', 'Thank you!')
    expect(stored(order)).toBeUndefined()

    await driver.get(`${site.shop}/?scenario=reset`)
    await expect.poll(() => stored(order)).toMatchObject({ state: 'answered', score: 10 })
  })

  test('the strictest policy is kept to, in another language, from right to left', async () => {
    await buy('&csp=trusted-types&tag-locale=ar')
    await inCard(driver, 'dialog', /ما مدى احتمال/)
    const [zero, one] = await Promise.all(
      // Some engines write Arabic numbers in Arabic digits, as the language may.
      [/^[0٠]$/, /^[1١]$/].map(async name => (await (await inCard(driver, 'radio', name)).getRect()).x),
    )

    expect(zero).toBeGreaterThan(one ?? 0)
    await (await inCard(driver, 'radio', /^[8٨]$/)).click()
    await inCard(driver, 'button', 'إرسال')
  })

  test('on the hostile page the card is in view, above everything else, and works', async () => {
    await driver.get(
      `${site.shop}/hostile?scenario=reset&order=webkit-hostile&tag-automation=ask&tag-delay=0s`,
    )
    const nine = await inCard(driver, 'radio', '9')
    await nine.click()
    await (await inCard(driver, 'textbox', 'What do you like most?')).sendKeys('a1?')
    const box = await (await inCard(driver, 'dialog', /how likely/i)).getRect()

    expect(box.width).toBeGreaterThan(300)
    const presses = await driver.executeScript<string>(
      `return document.getElementById('presses').textContent`,
    )
    expect(presses).toBe('0')
    await (await inCard(driver, 'button', 'Send')).click()
    await expect.poll(() => stored('webkit-hostile')).toMatchObject({ score: 9, reason: 'a1?' })
  })

  test('the preview shows the card in each state', async () => {
    await driver.get(`${site.shop}/?scenario=reset&howlikely=preview&howlikely-survey=support`)
    await inCard(driver, 'dialog', /Thinking of your contact with us/)
    const host = await driver.wait(
      async () => (await driver.findElements(By.css('how-likely-preview')))[0],
      15_000,
    )
    const panel = await host?.getShadowRoot()
    const states = (await panel?.findElements(By.css('.states label'))) ?? []
    await states.at(-1)?.click()

    await inCard(driver, 'heading', 'Thank you!')
  })
})
