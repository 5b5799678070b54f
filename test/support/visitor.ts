import type { Locator, Page } from 'playwright'

/** The survey's card, found as a visitor finds it: by its role and the question that names it. */
export const survey = (page: Page): Locator => page.getByRole('dialog', { name: /how likely/i })

/** Waits until the visitor is asked. */
export const expectAsked = (page: Page): Promise<void> => survey(page).waitFor({ timeout: 15_000 })

export const choose = (page: Page, score: number): Promise<void> =>
  survey(page)
    .getByRole('radio', { name: String(score), exact: true })
    .check({ force: true })

export async function answer(page: Page, score: number, reason = ''): Promise<void> {
  await choose(page, score)
  if (reason) await survey(page).getByRole('textbox').fill(reason)
  await survey(page).getByRole('button', { name: 'Send' }).click()
  await survey(page)
    .getByText(/Thank you/)
    .waitFor()
}

/** Lets a driven browser be asked, and at once. The shop keeps it for the visit. */
export const enter = (page: Page, shop: string, more = ''): Promise<unknown> =>
  page.goto(`${shop}/?tag-automation=ask&tag-delay=0s${more}`)

/** Buys a bag of coffee, through the basket and the checkout, to the thank-you page; resolves to the order's number. */
export async function buySomething(page: Page, shop: string, more = ''): Promise<string> {
  await enter(page, shop, more)
  await page.goto(`${shop}/products/skog`)
  await page.getByRole('button', { name: 'Add to basket' }).click()
  await page.waitForURL(/basket/)
  await page.goto(`${shop}/checkout`)
  await page.getByRole('button', { name: 'Fill in sample details' }).click()
  await page.getByRole('button', { name: 'Place the order' }).click()
  await page.waitForURL(/thank-you/)
  return new URL(page.url()).searchParams.get('order') ?? ''
}

/** Talks to the help desk, and ends the conversation. */
export async function endAChat(page: Page, shop: string): Promise<void> {
  await page.goto(`${shop}/help`)
  await page.getByRole('button', { name: 'Chat with us' }).click()
  await page.getByRole('textbox', { name: 'Your message' }).fill('My kettle whistles out of tune.')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'End chat' }).click()
}

interface Explained {
  decisions: unknown[]
  waiting: unknown[]
  surveys: {
    id: string
    eligible: boolean
    from: number | null
    rules: { rule: string; pass: boolean; words: string; from: number | null }[]
  }[]
}

/** The result of `howlikely('explain')`. */
export const explain = (page: Page): Promise<Explained> =>
  page.evaluate(() =>
    (window as unknown as { howlikely(command: string): Promise<Explained> }).howlikely('explain'),
  )

/** The names of the rules that forbid a survey. */
export async function whyNot(page: Page, surveyId: string): Promise<string[]> {
  const { surveys } = await explain(page)
  const rules = surveys.find(({ id }) => id === surveyId)?.rules ?? []
  return rules.filter(({ pass }) => !pass).map(({ rule }) => rule)
}

/**
 * Waits until a loaded page has asked for nothing more for half a second. By the page's own word: Playwright's
 * `networkidle` now and then never comes in a Firefox that is driven over WebDriver BiDi.
 */
export const whenQuiet = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>(resolve => {
        const quietMs = 500
        const observer = new PerformanceObserver(() => {
          clearTimeout(timer)
          timer = setTimeout(end, quietMs)
        })
        // It leaves nothing in the page, since some tests look for leftovers.
        const end = () => {
          observer.disconnect()
          resolve()
        }
        let timer = setTimeout(end, quietMs)
        observer.observe({ type: 'resource' })
      }),
  )
