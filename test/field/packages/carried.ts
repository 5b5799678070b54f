import type { BrowserContext, Page } from 'playwright'
import { expect } from 'vitest'
import { survey } from '../../support/visitor.ts'
import type { FieldPage } from '../a-page.ts'

/** Notes every error in a context's pages, whatever caused it. */
export function watchTroubles(context: BrowserContext): readonly string[] {
  const troubles: string[] = []
  context.on('console', message => {
    const isTold = message.type() === 'error' || message.type() === 'warning'
    // The browser's own words about the page's own styles and files are nobody's trouble here.
    if (isTold && message.location().url.includes('/')) troubles.push(message.text())
  })
  context.on('weberror', error => troubles.push(`uncaught: ${error.error().message}`))
  return troubles
}

const isInCard = (page: Page) => page.evaluate(() => document.activeElement?.localName === 'how-likely-panel')

/** Answers as somebody with a mouse does. */
export async function answerByClicks({ page, write, card }: FieldPage): Promise<void> {
  await write()
  await card().getByRole('button', { name: 'Send' }).click()
  await card()
    .getByRole('heading', { name: /Thank you/ })
    .waitFor()
  await card().getByRole('button', { name: 'Close' }).click()
  await survey(page).waitFor({ state: 'hidden' })
}

/** Answers as somebody without a mouse does, from wherever the focus is; Escape closes the card at last. */
export async function answerByKeys({ page, card }: FieldPage): Promise<void> {
  for (let presses = 0; presses < 20 && !(await isInCard(page)); presses += 1)
    await page.keyboard.press('Tab')
  expect(await isInCard(page)).toBe(true)
  // "Don't ask again" and Close may stand before the scale.
  const isOnScale = () => card().evaluate(it => !!it.querySelector(':is(input[type=radio]:focus)'))
  for (let presses = 0; presses < 5 && !(await isOnScale()); presses += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await card().getByRole('radio', { checked: true }).waitFor({ state: 'attached' })
  for (let presses = 0; presses < 20; presses += 1) {
    if (await card().getByRole('radio', { name: '9', exact: true }).isChecked()) break
    await page.keyboard.press('ArrowRight')
  }
  await page.keyboard.press('Tab')
  await page.keyboard.type('Fast')
  await page.keyboard.press('Control+Enter')
  await card()
    .getByRole('heading', { name: /Thank you/ })
    .waitFor()
  await page.keyboard.press('Escape')
  await survey(page).waitFor({ state: 'hidden' })
}

/** The endpoint has what either of them said about an order. */
export const expectDelivered = ({ received }: FieldPage, ref: string): Promise<void> =>
  expect
    .poll(() => received.filter(({ trigger }) => trigger.ref === ref).at(-1))
    .toMatchObject({ state: 'answered', endedBy: 'sent', score: 9, reason: 'Fast' })
