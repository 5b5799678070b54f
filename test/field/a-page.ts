import type { BrowserContext, Locator, Page } from 'playwright'
import { expect } from 'vitest'
import { type PageSettings, type RunningPages, startPages } from '../support/bare-page.ts'
import { choose, survey } from '../support/visitor.ts'

interface Loaded {
  howlikely(command: string, ...details: unknown[]): unknown
}

/** A stranger's page with the tag, as its visitor and its own scripts drive it. */
export interface FieldPage {
  page: Page
  card(): Locator
  /** Reports a purchase, a new one each time. Resolves to its number. */
  buy(): Promise<string>
  /** A command of howlikely's. */
  command(...call: unknown[]): Promise<void>
  /** The card can be seen. */
  expectCard(): Promise<void>
  /** The card cannot be seen, or is no longer there. */
  expectNoCard(): Promise<void>
  /** Waits until this is what holds a survey back, and everything that a card needs is loaded. */
  expectHeld(moment: string): Promise<void>
  /** Chooses 9 and writes "Fast". */
  write(): Promise<void>
  /** Waits until the card is there with the text that was written. */
  expectWritten(): Promise<void>
  /** The last record that the endpoint has. */
  received: RunningPages['received']
}

const pages = new Map<string, Promise<RunningPages>>()
let purchases = 0

function running(): Promise<RunningPages> {
  const found = pages.get('all') ?? startPages()
  pages.set('all', found)
  return found
}

/** Serves one more page, such as one that another page links to; returns its path. */
export async function servePage(settings: PageSettings): Promise<string> {
  return new URL((await running()).page(settings)).pathname
}

/** Serves such pages, and opens one. */
export async function openFieldPage(
  context: BrowserContext,
  settings: PageSettings = {},
  to: { path?: string } = {},
): Promise<FieldPage> {
  const { page: serve, received } = await running()
  const page = await context.newPage()
  await page.goto(serve(settings) + (to.path ?? ''))
  const card = () => survey(page)
  const command = (...call: unknown[]) =>
    page.evaluate(call => {
      const [name = '', ...details] = call as string[]
      ;(window as unknown as Loaded).howlikely(name, ...details)
    }, call)

  return {
    page,
    card,
    command,
    received,
    async buy() {
      purchases += 1
      const ref = `F-${purchases}`
      await command('trigger', 'checkout', { ref })
      return ref
    },
    expectCard: () => card().waitFor({ timeout: 15_000 }),
    expectNoCard: () => card().waitFor({ state: 'hidden', timeout: 15_000 }),
    async expectHeld(moment) {
      const isLoaded = () =>
        performance.getEntriesByType('resource').some(({ name }) => /\/survey\./.test(name))
      await expect.poll(() => page.evaluate(isLoaded)).toBe(true)
      const found = () =>
        page.evaluate(async () => {
          const explained = (await (window as unknown as Loaded).howlikely('explain')) as {
            surveys: { id: string; rules: { rule: string; pass: boolean; found: string }[] }[]
          }
          const rules = explained.surveys.find(({ id }) => id === 'checkout')?.rules ?? []
          const failing = rules.find(({ rule, pass }) => !pass && /moment|never/.test(rule))
          return failing?.rule === 'never' ? 'never' : failing?.found
        })
      await expect.poll(found).toBe(moment)
      expect(await card().isVisible()).toBe(false)
    },
    async write() {
      await choose(page, 9)
      await card().getByRole('textbox').fill('Fast')
    },
    async expectWritten() {
      await card().waitFor({ timeout: 15_000 })
      await expect.poll(() => card().getByRole('textbox').inputValue()).toBe('Fast')
      expect(await card().getByRole('radio', { name: '9', exact: true }).isChecked()).toBe(true)
    },
  }
}
