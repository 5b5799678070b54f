import type { Browser, BrowserContext, Page } from 'playwright'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enginesFor, sharedBrowser } from '../../support/engines.ts'
import { openFieldPage } from '../a-page.ts'
import { answerByClicks, answerByKeys, expectDelivered, watchTroubles } from './carried.ts'
import { dialogPages } from './dialogs.ts'

describe.each(enginesFor('carried-dialogs'))('in %s', engine => {
  let browser: Browser
  let context: BrowserContext
  let troubles: readonly string[]

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
    troubles = watchTroubles(context)
  })
  afterEach(() => context.close())

  describe.each(dialogPages)('on a page with $name', ({ settings }) => {
    const opener = (page: Page) => page.getByRole('button', { name: 'Terms' })
    const dialog = (page: Page) => page.getByRole('dialog', { name: 'Our terms' })
    const open = async () => {
      const opened = await openFieldPage(context, await settings())
      await opener(opened.page).waitFor()
      return opened
    }
    /** Some stand in a dialog that is no box of its own. */
    const field = (page: Page) => dialog(page).getByRole('textbox', { name: 'Code' })
    const openDialog = async (page: Page) => {
      await opener(page).click()
      await field(page).waitFor()
      // Some focus the dialog, others the first that can be used in it.
      await expect.poll(() => dialog(page).evaluate(it => it.contains(document.activeElement))).toBe(true)
      await field(page).click()
    }
    const expectFocusIsBack = (page: Page) =>
      expect.poll(() => opener(page).evaluate(it => document.activeElement === it)).toBe(true)
    const typeInDialog = async (page: Page) => {
      await page.keyboard.type('SPRING')
      expect(await field(page).inputValue()).toBe('SPRING')
    }
    const closeDialog = async (page: Page) => {
      await dialog(page).getByRole('button', { name: 'Agree' }).click()
      await field(page).waitFor({ state: 'hidden' })
      await expectFocusIsBack(page)
    }
    /** Opens, takes typed text, closes, and returns the focus. */
    const expectDialogWorks = async (page: Page) => {
      await openDialog(page)
      await typeInDialog(page)
      await page.keyboard.press('Escape')
      await field(page).waitFor({ state: 'hidden' })
      await expectFocusIsBack(page)
      await openDialog(page)
      await closeDialog(page)
    }

    test.each([
      ['by clicks', answerByClicks],
      ['by keys', answerByKeys],
    ])(
      'a visitor is asked beside the shut dialog, and answers %s; the dialog works as before',
      async (_how, answer) => {
        const opened = await open()
        const ref = await opened.buy()
        await opened.expectCard()
        await answer(opened)

        await expectDelivered(opened, ref)
        await expectDialogWorks(opened.page)
        expect(troubles).toEqual([])
      },
    )

    test('nobody is asked over the open dialog, but once it is closed', async () => {
      const opened = await open()
      await openDialog(opened.page)
      const ref = await opened.buy()
      await opened.expectHeld('modal')

      await closeDialog(opened.page)
      await opened.expectCard()
      await answerByClicks(opened)
      await expectDelivered(opened, ref)
      expect(troubles).toEqual([])
    })

    test('the dialog works over an open card, which then continues where it was left', async () => {
      const opened = await open()
      const ref = await opened.buy()
      await opened.expectCard()
      await opened.write()
      await openDialog(opened.page)
      await opened.expectNoCard()
      await typeInDialog(opened.page)
      await closeDialog(opened.page)

      await opened.expectWritten()
      await answerByClicks(opened)
      await expectDelivered(opened, ref)
      expect(troubles).toEqual([])
    })
  })
})
